/**
 * One line with something in it: no control characters, not only spaces. The same in JavaScript and JSON Schema,
 * and linear: each part ends where the next one must begin.
 */
export const linePattern =
  "^ *[^ \\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029][^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$";
