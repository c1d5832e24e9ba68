package dev.skerry.edge.sync;

import tools.jackson.databind.node.ObjectNode;

/** What is said when an edge joins a fleet, and when its certificate is renewed. */
public final class Joining {
  private Joining() {}

  /**
   * Asks to join.
   *
   * @param token the text of a {@link JoinToken}
   * @param csr a PKCS #10 request in PEM, for a key that never leaves the edge
   * @param name what the edge wants to be called
   */
  public record Join(String token, String csr, String name) {}

  /**
   * Asks for another certificate for the same edge, over a connection with the old one.
   *
   * @param csr a PKCS #10 request in PEM
   */
  public record Renew(String csr) {}

  /**
   * An edge's identity.
   *
   * @param edge names it from now on
   * @param certificates its own and those up to the CA's, in PEM
   * @param ca the fleet's CA certificate in PEM
   */
  public record Identity(String edge, String certificates, String ca) {}

  /** As a line of JSON. */
  public static byte[] write(Join join) {
    return WireJson.write(
        WireJson.object()
            .put("token", join.token())
            .put("csr", join.csr())
            .put("name", join.name()));
  }

  /** As a line of JSON. */
  public static byte[] write(Renew renew) {
    return WireJson.write(WireJson.object().put("csr", renew.csr()));
  }

  /** As a line of JSON. */
  public static byte[] write(Identity identity) {
    ObjectNode object = WireJson.object();
    return WireJson.write(
        object
            .put("edge", identity.edge())
            .put("certificates", identity.certificates())
            .put("ca", identity.ca()));
  }

  /**
   * Reads what {@link #write(Join)} wrote.
   *
   * @throws SyncException if it is nothing of the kind
   */
  public static Join join(byte[] content) throws SyncException {
    Members members = WireJson.read(content);
    Join join = new Join(members.text("token"), members.text("csr"), members.text("name"));
    members.end();
    return join;
  }

  /**
   * Reads what {@link #write(Renew)} wrote.
   *
   * @throws SyncException if it is nothing of the kind
   */
  public static Renew renew(byte[] content) throws SyncException {
    Members members = WireJson.read(content);
    Renew renew = new Renew(members.text("csr"));
    members.end();
    return renew;
  }

  /**
   * Reads what {@link #write(Identity)} wrote.
   *
   * @throws SyncException if it is nothing of the kind
   */
  public static Identity identity(byte[] content) throws SyncException {
    Members members = WireJson.read(content);
    Identity identity =
        new Identity(members.text("edge"), members.text("certificates"), members.text("ca"));
    members.end();
    return identity;
  }
}
