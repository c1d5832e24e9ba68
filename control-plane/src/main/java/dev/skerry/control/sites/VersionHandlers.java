package dev.skerry.control.sites;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.handler.HandlerSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of versions. A version is compiled once for it, as it never changes; what is
 * remembered of it is bounded, the oldest forgotten first. Safe for any thread that may block.
 */
final class VersionHandlers {
  private static final int REMEMBERED_MAX = 1_000;

  private final Versions versions;

  // guarded by this
  private final Map<Long, Map<String, Code>> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<String, Code>> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /**
   * What a version has of a handler.
   *
   * @param kind its name in configuration
   * @param file the file of its source; null where the document itself has it
   * @param sha256 of its code, in hexadecimal
   * @param bytes of its code
   */
  record Code(String kind, @Nullable String file, String sha256, int bytes) {}

  VersionHandlers(Versions versions) {
    this.versions = versions;
  }

  /** The handlers of a version by id; empty where its content is not kept any more. */
  Map<String, Code> of(long version) {
    synchronized (this) {
      Map<String, Code> known = remembered.get(version);
      if (known != null) {
        return known;
      }
    }
    Map<String, Code> found = versions.bundle(version).map(VersionHandlers::read).orElse(Map.of());
    synchronized (this) {
      remembered.put(version, found);
    }
    return found;
  }

  /** The code of a handler in a version. */
  Optional<byte[]> octets(long version, String id) {
    return versions
        .bundle(version)
        .flatMap(
            bundle ->
                bundle.compile() instanceof Compiled compiled
                    ? compiled.snapshot().handlers().stream()
                        .filter(spec -> spec.id().equals(id))
                        .findFirst()
                        .map(spec -> spec.code().octets())
                    : Optional.empty());
  }

  /** One that an edge of this version of the program could not load has none. */
  private static Map<String, Code> read(Bundle bundle) {
    Map<String, Code> codes = new LinkedHashMap<>();
    if (bundle.compile() instanceof Compiled compiled) {
      for (HandlerSpec spec : compiled.snapshot().handlers()) {
        codes.put(spec.id(), code(spec, bundle));
      }
    }
    return codes;
  }

  private static Code code(HandlerSpec spec, Bundle bundle) {
    String file = bundle.files().containsKey(spec.file()) ? spec.file() : null;
    return new Code(spec.kind().token(), file, spec.code().digest(), spec.code().octets().length);
  }
}
