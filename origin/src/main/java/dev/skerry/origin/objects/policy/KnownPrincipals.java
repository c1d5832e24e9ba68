package dev.skerry.origin.objects.policy;

/** Knows of whom a policy may speak: the caller's look at accounts. */
public interface KnownPrincipals {
  /** Whoever can be written. */
  KnownPrincipals ANYBODY =
      new KnownPrincipals() {
        @Override
        public boolean hasAccount(String id) {
          return true;
        }

        @Override
        public boolean hasCanonicalId(String canonicalId) {
          return true;
        }
      };

  /** Whether there is an account of an id: the text in the policy, whatever it is. */
  boolean hasAccount(String id);

  /** Whether there is an account of a canonical id. */
  boolean hasCanonicalId(String canonicalId);
}
