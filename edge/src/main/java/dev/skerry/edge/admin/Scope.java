package dev.skerry.edge.admin;

import java.util.Set;

/** What a caller of the admin API may do. */
public enum Scope {
  /** See how things are, without secrets. */
  READ,
  /** Purge what is stored. */
  PURGE,
  /** Change what the edges do. */
  CONFIGURE,
  /** All of it, and who may do what. */
  ADMIN;

  /** Whether who has these may do what needs this one. */
  public boolean isIn(Set<Scope> held) {
    return held.contains(this) || held.contains(ADMIN);
  }
}
