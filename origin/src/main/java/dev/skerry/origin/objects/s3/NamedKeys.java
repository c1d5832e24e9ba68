package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.row.Octets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys under which objects can be encrypted by name (SSE-KMS): those that the store was given
 * names of, and one of each account's that is there without. A name that is taken away can no
 * longer be written with or read with, until it is given again. Any thread.
 *
 * <p>Source: "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide.
 */
public final class NamedKeys {
  /** What a key may be called. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_:-]{1,256}");

  /** The name of each account's own key. */
  private static final String MANAGED = "aws/s3";

  private static final Pattern ARN =
      Pattern.compile("arn:aws:kms:([a-z0-9-]+):([0-9]{12}):(?:key|alias)/(.+)");
  private static final String ALIAS = "alias/";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Function<String, Octets> deriving;

  /**
   * The keys of some names.
   *
   * @param deriving the 32 octets of a name, always the same
   */
  public NamedKeys(Collection<String> names, Function<String, Octets> deriving) {
    names.forEach(name -> this.names.put(name, name));
    this.deriving = deriving;
  }

  /** A name that is told of a key, and its octets. */
  record Key(String name, Octets octets) {}

  /** The key that an account has without naming one. */
  Key managed(String region, String account) {
    return key("arn:aws:kms:%s:%s:%s%s".formatted(region, account, ALIAS, MANAGED));
  }

  /** Whether that is how calls name the key that their account has without naming one. */
  static boolean isShortForManaged(String asked) {
    return asked.equals(ALIAS + MANAGED);
  }

  /** Whether that is the name of a key that some account has without naming one. */
  static boolean isManaged(String name) {
    Matcher arn = ARN.matcher(name);
    return arn.matches() && arn.group(3).equals(MANAGED);
  }

  /** The key of a name, of an alias or of either's ARN. */
  Optional<Key> find(String asked) {
    Matcher arn = ARN.matcher(asked);
    if (isManaged(asked)) {
      return Optional.of(key(asked));
    }
    String known = names.get(asked);
    if (known == null && arn.matches()) {
      known = names.get(arn.group(3));
    }
    if (known == null && asked.startsWith(ALIAS)) {
      known = names.get(asked.substring(ALIAS.length()));
    }
    return Optional.ofNullable(known).map(this::key);
  }

  private Key key(String name) {
    return new Key(name, deriving.apply(name));
  }
}
