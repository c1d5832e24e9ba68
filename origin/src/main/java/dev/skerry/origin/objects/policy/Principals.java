package dev.skerry.origin.objects.policy;

import java.util.List;

/**
 * Those of whom a statement speaks.
 *
 * @param negated whether it speaks of all others: NotPrincipal
 */
record Principals(List<Principal> named, boolean negated) {
  /** One of those named. */
  sealed interface Principal {
    /** Everybody, signed or not: {@code *}. */
    record Everybody() implements Principal {}

    /** All of an account. */
    record OfAccount(String id) implements Principal {}

    /** The account of a canonical id. */
    record OfCanonicalId(String id) implements Principal {}

    /** A user, role or session of an account. */
    record OfArn(String arn) implements Principal {}

    /** A service, or somebody whom another provider knows: nobody who asks here. */
    record Elsewhere() implements Principal {}

    /** Whether it is the one who asks. */
    default boolean is(Requester requester) {
      return switch (this) {
        case Everybody _ -> true;
        case OfAccount(String id) -> id.equals(requester.accountId());
        case OfCanonicalId(String id) ->
            !requester.anonymous() && id.equals(requester.canonicalId());
        case OfArn(String arn) -> arn.equals(requester.arn());
        case Elsewhere _ -> false;
      };
    }
  }

  boolean include(Requester requester) {
    return negated != named.stream().anyMatch(principal -> principal.is(requester));
  }

  /** Whether it speaks of everybody, or of all but some. */
  boolean areAnybody() {
    return negated || named.contains(new Principal.Everybody());
  }
}
