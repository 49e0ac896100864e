/**
 * What a check found. `right`: as it should be; `doubtful`: it runs, but look at it; `wrong`: it does not run so;
 * `unchecked`: could not be looked at, and the message says why. Never holds a secret.
 */
export type Finding =
  | { readonly kind: "right" | "unchecked"; readonly about: Check; readonly message: string }
  | {
      readonly kind: "doubtful" | "wrong";
      readonly about: Check;
      readonly message: string;
      /** One sentence: what to do, and where. */
      readonly remedy: string;
    };

export type Check =
  | "node"
  | "settings"
  | "storage"
  | "GitHub"
  | "clock"
  | "App"
  | "permissions"
  | "events"
  | "webhook"
  | "deliveries"
  | "installations"
  | "rate limit"
  | "configuration"
  | "list"
  | "templates"
  | "outputs";
