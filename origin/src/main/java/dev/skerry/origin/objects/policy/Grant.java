package dev.skerry.origin.objects.policy;

/** One entry of an access control list. */
public record Grant(Grantee grantee, Permission permission) {
  boolean isPublic() {
    return grantee instanceof Grantee.Group group && group.isPublic();
  }

  boolean gives(Permission asked, Requester requester) {
    return permission.includes(asked)
        && switch (grantee) {
          case Grantee.Canonical canonical -> canonical.id().equals(requester.canonicalId());
          case Grantee.Group group ->
              switch (group) {
                case ALL_USERS -> true;
                case AUTHENTICATED_USERS -> !requester.anonymous();
                case LOG_DELIVERY -> false;
              };
        };
  }
}
