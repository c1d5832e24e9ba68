package dev.skerry.edge.config.document;

/** How connections to origins are written: TLS, timeouts, numbers. */
final class ConnectionShape {
  static final Field<Boolean> VERIFY =
      Field.of(
              "verify",
              Scalars.BOOLEAN,
              "Whether the origin's certificate and name must be right. Without it anybody on the"
                  + " way can answer for the origin.")
          .or(true);
  static final Field<FileShape.Content> CA =
      Field.of(
          "ca",
          new FileShape(Pem::checkCertificates),
          "A PEM file of the authorities to trust instead of the system's.");
  static final Field<FileShape.Content> CLIENT_CERTIFICATE =
      Field.of(
          "certificate",
          new FileShape(Pem::checkCertificates),
          "A PEM file of the certificate that the edge shows to the origin.");
  static final Field<FileShape.Content> CLIENT_KEY =
      Field.of("key", new FileShape(Pem::checkKey), "A PEM file of that certificate's key.");
  static final Field<String> SERVER_NAME =
      Field.of(
          "server-name",
          Texts.SERVER_NAME,
          "Asked for (SNI) and checked instead of the origin's host.");
  static final Field<Settings> TLS =
      Field.of(
          "tls",
          ObjectShape.of(
              "origin-tls",
              "How origins with https are spoken to.",
              VERIFY,
              CA,
              CLIENT_CERTIFICATE,
              CLIENT_KEY,
              SERVER_NAME),
          "TLS to the origins.");

  static final Field<Long> CONNECT =
      Field.of("connect", Scalars.duration(10, 600_000), "For a TCP connection.").or(3_000L);
  static final Field<Long> HANDSHAKE =
      Field.of("tls", Scalars.duration(10, 600_000), "For the TLS handshake.").or(5_000L);
  static final Field<Long> FIRST_BYTE =
      Field.of(
              "first-byte",
              Scalars.duration(10, 86_400_000),
              "From the end of the request to the response's header section.")
          .or(60_000L);
  static final Field<Long> BETWEEN_BYTES =
      Field.of("between-bytes", Scalars.duration(10, 86_400_000), "Between two pieces of content.")
          .or(60_000L);
  static final Field<Long> IDLE =
      Field.of("idle", Scalars.duration(0, 86_400_000), "An unused connection is kept so long.")
          .or(30_000L);
  static final Field<Settings> TIMEOUTS =
      Field.of(
          "timeouts",
          ObjectShape.of(
              "origin-timeouts",
              "How long an origin may take.",
              CONNECT,
              HANDSHAKE,
              FIRST_BYTE,
              BETWEEN_BYTES,
              IDLE),
          "How long an origin may take.");

  static final Field<Integer> MAX =
      Field.of(
              "max",
              Scalars.integer(1, 100_000),
              "To one origin, from each event loop; further requests wait.")
          .or(256);
  static final Field<Integer> MAX_IDLE =
      Field.of(
              "max-idle",
              Scalars.integer(0, 100_000),
              "Unused ones that are kept to one origin by each event loop.")
          .or(64);
  static final Field<Integer> MAX_WAITING =
      Field.of(
              "max-waiting",
              Scalars.integer(0, 1_000_000),
              "Requests that wait for a connection on each event loop; further ones get 503.")
          .or(1024);
  static final Field<Long> WAIT =
      Field.of("wait", Scalars.duration(0, 600_000), "A request waits so long for one; then 503.")
          .or(5_000L);
  static final Field<Settings> CONNECTIONS =
      Field.of(
          "connections",
          ObjectShape.of(
              "origin-connections",
              "How many connections there are to the origins.",
              MAX,
              MAX_IDLE,
              MAX_WAITING,
              WAIT),
          "How many connections.");

  private ConnectionShape() {}
}
