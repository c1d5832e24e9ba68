package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.listener.CertificateAuthority;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * The authority that says who is an edge, and who the control plane: made once, kept in the engine,
 * its key sealed. It ends ten years after it was made.
 */
final class FleetAuthority {
  private static final String NAME = "Skerry fleet CA";

  /** What the key is sealed for. */
  private static final String SEALED_FOR = "fleet/authority";

  private FleetAuthority() {}

  /**
   * That of an engine, which is given one if it has none.
   *
   * @throws dev.skerry.origin.access.account.AccountException.Sealed when the master key is not the
   *     one with which it was made
   */
  static CertificateAuthority open(Engine engine, MasterKey master, InstantSource clock) {
    byte[] known = engine.get(FleetRows.authority());
    if (known == null) {
      known = make(engine, master, clock);
    }
    FleetRows.Authority kept = FleetRows.readAuthority(known);
    byte[] sealed = HexFormat.of().parseHex(kept.sealedKey());
    String key = new String(master.openBytes(SEALED_FOR, sealed), US_ASCII);
    return CertificateAuthority.of(kept.certificatePem(), key, clock);
  }

  /** Keeps a new one, unless another process was faster. */
  private static byte[] make(Engine engine, MasterKey master, InstantSource clock) {
    CertificateAuthority made = CertificateAuthority.create(NAME, clock);
    byte[] sealed = master.sealBytes(SEALED_FOR, made.keyPem().getBytes(US_ASCII));
    byte[] fresh =
        FleetRows.write(
            new FleetRows.Authority(made.certificatePem(), HexFormat.of().formatHex(sealed)));
    return engine
        .transact(
            transaction -> {
              byte[] other = transaction.get(FleetRows.authority());
              if (other != null) {
                return other;
              }
              transaction.put(FleetRows.authority(), fresh);
              return fresh;
            })
        .result();
  }

  /** By what edges recognise it: SHA-256 of its certificate, 64 hexadecimal digits. */
  static String fingerprint(CertificateAuthority authority) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(authority.certificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
