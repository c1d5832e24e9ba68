package dev.skerry.origin.objects.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the access control list that a request's headers ask for. */
public final class AclHeaders {
  private AclHeaders() {}

  /**
   * The list that is asked for, if one is.
   *
   * @param header the value of a header by its name in lower case, null where it is not there
   * @throws PolicyException when it is none, or is asked for in two ways
   */
  public static Optional<AskedAcl> read(
      Function<String, @Nullable String> header, GranteeNames names) {
    String canned = header.apply(CannedAcl.HEADER);
    List<Grant> grants = new ArrayList<>();
    boolean granted = false;
    for (Permission permission : Permission.values()) {
      String value = header.apply(permission.header());
      if (value != null) {
        granted = true;
        new GrantHeader(permission, value, names).readInto(grants);
      }
    }
    if (canned == null) {
      return granted ? Optional.of(new AskedAcl.Headers(grants)) : Optional.empty();
    }
    if (granted) {
      throw new PolicyException(
          PolicyError.INVALID_REQUEST,
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    return Optional.of(
        new AskedAcl.Canned(
            CannedAcl.of(canned)
                .orElseThrow(
                    () ->
                        PolicyException.argument("Invalid canned ACL", CannedAcl.HEADER, canned))));
  }
}
