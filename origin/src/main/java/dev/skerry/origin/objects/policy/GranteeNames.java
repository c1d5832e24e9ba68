package dev.skerry.origin.objects.policy;

import java.util.Optional;

/** Knows the accounts to whom grants can be given: the caller's look at accounts. */
public interface GranteeNames {
  /** Whether there is an account of a canonical id. */
  boolean hasCanonicalId(String canonicalId);

  /** The canonical id of the account that has an e-mail address. */
  Optional<String> canonicalIdOfEmail(String email);

  /**
   * The account of a canonical id.
   *
   * @throws PolicyException of an invalid argument, when there is none
   */
  default Grantee canonical(String id) {
    if (!hasCanonicalId(id)) {
      throw PolicyException.argument("Invalid id", "CanonicalUser/ID", id);
    }
    return new Grantee.Canonical(id);
  }

  /**
   * The account of an e-mail address.
   *
   * @throws PolicyException of a grant that is not resolvable, when there is none
   */
  default Grantee email(String address) {
    return new Grantee.Canonical(
        canonicalIdOfEmail(address)
            .orElseThrow(
                () ->
                    new PolicyException(
                        PolicyError.UNRESOLVABLE_GRANT,
                        "The e-mail address you provided does not match any account on record.")));
  }

  /**
   * The group of a URI.
   *
   * @throws PolicyException of an invalid argument, when there is none
   */
  static Grantee group(String uri) {
    return Grantee.Group.of(uri)
        .orElseThrow(() -> PolicyException.argument("Invalid group uri", "Group/URI", uri));
  }
}
