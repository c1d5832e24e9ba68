package dev.skerry.origin.objects.policy;

import java.util.Arrays;
import java.util.Optional;

/** To whom a grant gives something. */
public sealed interface Grantee {
  /**
   * One account.
   *
   * @param id canonical: 64 hexadecimal digits, or nobody's
   */
  record Canonical(String id) implements Grantee {}

  /** A group that S3 predefines. */
  enum Group implements Grantee {
    /** Everybody, signed or not. */
    ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
    /** Everybody whose request is signed, of any account. */
    AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
    /** Who writes access logs to the bucket. */
    LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

    private final String uri;

    Group(String uri) {
      this.uri = uri;
    }

    /** Its name in XML and headers. */
    public String uri() {
      return uri;
    }

    boolean isPublic() {
      return this != LOG_DELIVERY;
    }

    /** The group of a URI. */
    public static Optional<Group> of(String uri) {
      return Arrays.stream(values()).filter(group -> group.uri.equals(uri)).findFirst();
    }
  }
}
