package dev.skerry.origin.objects.policy;

import java.util.List;

/**
 * The access control list of a bucket or an object, in the order in which it was given.
 *
 * @param owner the canonical id of whoever owns it
 * @param grants up to {@value #MOST_GRANTS}
 */
public record Acl(String owner, List<Grant> grants) {
  /** "An ACL can have up to 100 grants." */
  public static final int MOST_GRANTS = 100;

  /**
   * A list.
   *
   * @throws PolicyException of a malformed list, when there are too many grants
   */
  public Acl {
    if (grants.size() > MOST_GRANTS) {
      throw new PolicyException(
          PolicyError.MALFORMED_ACL,
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    grants = List.copyOf(grants);
  }

  /** The list with which everything begins: full control for the owner. */
  public static Acl ownersOnly(String owner) {
    return new Acl(owner, List.of(full(owner)));
  }

  static Grant full(String canonicalId) {
    return new Grant(new Grantee.Canonical(canonicalId), Permission.FULL_CONTROL);
  }

  /** Whether it grants anything to everybody, or to everybody with an account anywhere. */
  public boolean isPublic() {
    return grants.stream().anyMatch(Grant::isPublic);
  }

  /** Whether it grants nothing but what {@link #ownersOnly} does. */
  public boolean isOwnersOnly() {
    return grants.equals(List.of(full(owner)));
  }

  boolean gives(Permission asked, Requester requester, boolean ignorePublic) {
    for (Grant grant : grants) {
      if (!(ignorePublic && grant.isPublic()) && grant.gives(asked, requester)) {
        return true;
      }
    }
    return false;
  }
}
