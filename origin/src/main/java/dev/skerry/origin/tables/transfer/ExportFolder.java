package dev.skerry.origin.tables.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the objects of an export.
 *
 * @param prefix that was asked for; null or empty for none
 * @param id of the export
 * @param incremental whose data files are beside its folder, and not in it
 */
public record ExportFolder(@Nullable String prefix, String id, boolean incremental) {
  private static final int NAME_OCTETS = 14;

  /** In front of all, with a slash at its end. */
  private String base() {
    return prefix == null || prefix.isEmpty() ? "AWSDynamoDB/" : prefix + "/AWSDynamoDB/";
  }

  /** A file that is not one of data. */
  public String file(String name) {
    return base() + id + "/" + name;
  }

  /** A data file by its number, the same whenever it is asked for. */
  public String data(int number) {
    byte[] digest = digest("SHA-256", (id + "/" + number).getBytes(UTF_8));
    String name = HexFormat.of().formatHex(digest, 0, NAME_OCTETS) + ".json.gz";
    return base() + (incremental ? "data/" : id + "/data/") + name;
  }

  /** The MD5 of octets, in Base64. */
  public static String md5(byte[] octets) {
    return Base64.getEncoder().encodeToString(digest("MD5", octets));
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
