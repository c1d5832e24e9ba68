package dev.skerry.edge.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows callers by their tokens; asked on a virtual thread for each call, and may block. */
@FunctionalInterface
public interface Callers {
  /** Who may bear that token now; null if nobody. */
  @Nullable Caller find(String token);

  /** These, and then others. */
  default Callers or(Callers others) {
    return token -> {
      Caller caller = find(token);
      return caller == null ? others.find(token) : caller;
    };
  }

  /** One caller, who has that token and may do everything. */
  static Callers only(AdminToken token) {
    Caller caller = new Caller("admin-token", Set.of(Scope.ADMIN));
    return candidate -> token.matches(candidate) ? caller : null;
  }
}
