/** `ENDURANCE=full` takes the sizes that are promised, and half an hour, `small` two minutes; else vitest.config.ts leaves them out. */
export const isFull = process.env["ENDURANCE"] === "full";
/** Printed with each test, so that its chances can be had again; GitHub's and the server's own timing cannot. */
export const seed = Number(process.env["ENDURANCE_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
