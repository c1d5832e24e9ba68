package dev.skerry.edge.config;

import java.util.Map;

/**
 * Who may ask by user and password (RFC 7617).
 *
 * @param realm what the browser shows
 * @param users name to hashed password, as {@code config hash-password} prints it
 */
public record BasicAuthPolicy(String realm, Map<String, String> users) {
  public BasicAuthPolicy {
    users = Map.copyOf(users);
  }

  /** Shows no hash. */
  @Override
  public String toString() {
    return "BasicAuthPolicy[realm=" + realm + ", users=" + users.keySet() + "]";
  }
}
