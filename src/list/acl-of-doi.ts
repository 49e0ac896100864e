import { isCanonical } from "./identifier.ts";

/**
 * The ACL id in a DOI that the ACL Anthology gave out, `10.18653/v1/<id>`; undefined in any other. DOIs know no capitals, ids from before
 * 2020 begin with one: https://aclanthology.org/info/ids/
 */
export function aclOfDoi(doi: string): string | undefined {
  const id = /^10\.18653\/v1\/(.+)$/.exec(doi)?.[1];
  const acl = id !== undefined && /^[a-z]\d\d-/.test(id) ? id.toUpperCase() : id;
  return acl !== undefined && isCanonical("acl", acl) ? acl : undefined;
}
