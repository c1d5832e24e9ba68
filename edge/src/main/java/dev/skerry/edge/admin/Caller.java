package dev.skerry.edge.admin;

import java.util.Set;

/**
 * Who makes a call.
 *
 * @param name as the audit log tells it: that of the token
 * @param id of the token, which no other has, also none that gets its name later
 */
public record Caller(String name, String id, Set<Scope> scopes) {
  /** Keeps a copy. */
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** One whose name nobody else gets. */
  public Caller(String name, Set<Scope> scopes) {
    this(name, name, scopes);
  }
}
