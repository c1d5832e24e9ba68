package dev.skerry.handler;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one version of a handler is given by name, in the order of its configuration. Compared
 * by a digest, so that it costs nothing to look a version up, however much is bound.
 */
public final class Bindings {
  /** Nothing is bound. */
  public static final Bindings NONE = of(Map.of());

  private static final String STARS = "***";

  private final Map<String, Binding> byName;

  /** In all forms that are looked for, the longest first. */
  private final List<String> secrets;

  private final int longestSecretOctets;
  private final String digest;
  private final boolean anyKept;
  private final boolean anyAsked;
  private final BoundData data;

  private Bindings(Bindings same, BoundData data) {
    this.byName = same.byName;
    this.secrets = same.secrets;
    this.longestSecretOctets = same.longestSecretOctets;
    this.digest = same.digest;
    this.anyKept = same.anyKept;
    this.anyAsked = same.anyAsked;
    this.data = data;
  }

  private Bindings(Map<String, Binding> byName) {
    this.data = BoundData.NOWHERE;
    this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    this.secrets =
        byName.values().stream()
            .filter(Binding.Secret.class::isInstance)
            .map(each -> ((Binding.Secret) each).text())
            .filter(text -> !text.isEmpty())
            .flatMap(text -> SecretForms.of(text).stream())
            .distinct()
            // One may be part of another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.longestSecretOctets =
        secrets.stream()
            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(0);
    this.digest = digest(byName);
    this.anyKept = byName.values().stream().anyMatch(Binding.Kept.class::isInstance);
    this.anyAsked =
        anyKept
            || byName.values().stream()
                .anyMatch(each -> each instanceof Binding.Limit || each instanceof Binding.Called);
  }

  /** These, by name; the map is copied. */
  public static Bindings of(Map<String, ? extends Binding> byName) {
    return new Bindings(new LinkedHashMap<>(byName));
  }

  private static String digest(Map<String, Binding> byName) {
    Sha256 sha256 = new Sha256();
    byName.forEach(
        (name, binding) -> {
          sha256.text(name);
          switch (binding) {
            case Binding.Variable variable -> sha256.text("variable").text(variable.text());
            case Binding.Secret secret -> sha256.text("secret").text(secret.text());
            case KeyValues values -> sha256.text("key-values").text(values.digest());
            case Binding.Table table -> sha256.text("table").text(table.name());
            case Binding.Bucket bucket -> sha256.text("bucket").text(bucket.name());
            case Binding.Limit limit ->
                sha256.text("limit").text(limit.requests() + "/" + limit.periodSeconds());
            case Binding.Called called -> sha256.text("handler").text(called.id());
          }
        });
    return sha256.hex();
  }

  /** All, by name. */
  public Map<String, Binding> byName() {
    return byName;
  }

  /** What has a name, or null. */
  public @Nullable Binding find(String name) {
    return byName.get(name);
  }

  /**
   * The text of a variable or a secret.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public String text(String name) {
    return switch (byName.get(name)) {
      case Binding.Variable variable -> variable.text();
      case Binding.Secret secret -> secret.text();
      case null, default -> throw missing("variable or secret", name);
    };
  }

  /**
   * A namespace.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public KeyValues keyValues(String name) {
    if (byName.get(name) instanceof KeyValues values) {
      return values;
    }
    throw missing("namespace", name);
  }

  /** The same during a call, for which that one answers what is asked. */
  public Bindings during(BoundData call) {
    return new Bindings(this, call);
  }

  /**
   * A table.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Table table(String name) {
    if (byName.get(name) instanceof Binding.Table table) {
      return new Table(table, data);
    }
    throw missing("table", name);
  }

  /**
   * A bucket.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Bucket bucket(String name) {
    if (byName.get(name) instanceof Binding.Bucket bucket) {
      return new Bucket(bucket, data);
    }
    throw missing("bucket", name);
  }

  /**
   * A table or a bucket, as it is asked for.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Binding.Kept kept(String name) {
    if (byName.get(name) instanceof Binding.Kept kept) {
      return kept;
    }
    throw missing("table or bucket", name);
  }

  /** Whether a table or a bucket is among them. */
  public boolean anyKept() {
    return anyKept;
  }

  /** The tables and buckets that may be asked, also by handlers that are called. */
  public Stream<Binding.Kept> reads() {
    return byName.values().stream()
        .flatMap(
            binding ->
                switch (binding) {
                  case Binding.Kept kept -> Stream.of(kept);
                  case Binding.Called called -> called.reads().stream();
                  default -> Stream.<Binding.Kept>of();
                });
  }

  /** Whether anything is among them about which a call asks. */
  public boolean anyAsked() {
    return anyAsked;
  }

  /**
   * A limit, for one call.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Limiter limiter(String name) {
    if (byName.get(name) instanceof Binding.Limit limit) {
      return new Limiter(limit, data);
    }
    throw missing("limit", name);
  }

  /**
   * Another handler, for one call.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public OtherHandler handler(String name) {
    return new OtherHandler(called(name), data);
  }

  /**
   * Another handler, as it is asked for.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Binding.Called called(String name) {
    if (byName.get(name) instanceof Binding.Called called) {
      return called;
    }
    throw missing("handler", name);
  }

  private IllegalArgumentException missing(String what, String name) {
    return new IllegalArgumentException(
        "no " + what + " is bound as " + name + "; bound are " + byName.keySet());
  }

  /**
   * The octets of the longest secret, in any form that is looked for, in UTF-8; 0 if there is none.
   */
  public int longestSecretOctets() {
    return longestSecretOctets;
  }

  /**
   * A text for people, with stars wherever one of the secrets stands: as it is, in a JSON text,
   * percent-encoded or in Base64.
   */
  public String withoutSecrets(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, STARS);
    }
    return shown;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bindings same && same.digest.equals(digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /** The names, for messages. */
  @Override
  public String toString() {
    return byName.keySet().toString();
  }
}
