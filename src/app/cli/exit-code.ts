/** How every command ends. 70 is `EX_SOFTWARE` of sysexits.h. */
export const exitCode = { done: 0, wrongAnswer: 1, wrongUsage: 2, serviceFailed: 3, bug: 70 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
