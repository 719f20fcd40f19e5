// A fake client for tests of programs that use the SDK. Needs graphql beside the SDK.
export { type Answer, type Answers, answerTo, type Outcome, type OwnAnswer, type Result } from './fake-answers.ts'
export { AnswerError, type FakeCall, type FakeClient, type FakeOptions, fakeClient } from './fake-client.ts'
export { type Failure, failures, type GraphQLFailure } from './fake-failure.ts'
