import { expect, it } from "vitest";
import { authorsOf, isNames } from "../../src/import/find-authors.ts";

it.each([
  ["Ada Byron, Mary Somerville, Grace B. Hopper", ["Ada Byron", "Mary Somerville", "Grace B. Hopper"]],
  ["Ada Byron, Mary Somerville and Grace Hopper", ["Ada Byron", "Mary Somerville", "Grace Hopper"]],
  ["Ada Byron and Mary Somerville.", ["Ada Byron", "Mary Somerville"]],
  ["*Ada Byron\\*, Mary Somerville†, Grace Hopper<sup>1,2</sup>*", ["Ada Byron", "Mary Somerville", "Grace Hopper"]],
  ["Ada Byron1, Mary Somerville2", ["Ada Byron", "Mary Somerville"]],
  ["Byron, A., Somerville, M. F., Hopper, G.", ["Byron, A.", "Somerville, M. F.", "Hopper, G."]],
  ["Byron, Ada, Somerville, Mary, Hopper, Grace.", ["Byron, Ada", "Somerville, Mary", "Hopper, Grace"]],
  ["Byron, Ada, Mary Somerville, and Grace Hopper.", ["Byron, Ada", "Mary Somerville", "Grace Hopper"]],
  ["Byron, Ada, et al.", ["Byron, Ada"]],
  ["Ada Byron et al.", ["Ada Byron"]],
  ["[Ada Byron](https://ada.example), [Mary Somerville](https://mary.example)", ["Ada Byron", "Mary Somerville"]],
  ["Ada van der Byron; Mary Somerville", ["Ada van der Byron", "Mary Somerville"]],
  ["Tse-Li (Mary) Chen, Jo-An O'Hara", ["Tse-Li (Mary) Chen", "Jo-An O'Hara"]],
  ["Ana-María García, José Peña", ["Ana-María García", "José Peña"]],
  ["张三，李四，王小五", ["张三", "李四", "王小五"]],
])("reads the names in %s", (text, names) => {
  expect(authorsOf(text)).toEqual(names);
  expect(isNames(text)).toBe(true);
});

it.each([
  "Learning to Walk, Run and Jump with Legged Robots",
  "Walkers: Robots, Legs",
  "CVPR, 2024.",
  "Publish Date: 2024.05.01",
  "Ada Byron",
  "Scaling Bits & Bytes",
  "University of Somewhere, Institute of Things",
  "https://ada.example, https://mary.example",
  "",
])("takes %s for no names", (text) => {
  expect(isNames(text)).toBe(false);
});
