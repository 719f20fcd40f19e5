// Whether what the server depends on answers, told in time: a check that hangs is worth no more than one that fails.

/** How long a readiness check waits. */
const timeoutMs = 2000

/** Whether `ping` resolves before the time is over. Never rejects. */
export async function answersInTime(ping: () => Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), timeoutMs)
  try {
    return await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      late.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}
