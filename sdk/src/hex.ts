/** Bytes as hexadecimal digits. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A text that no other call makes. Pages without HTTPS can make it, too. */
export const randomText = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)))
