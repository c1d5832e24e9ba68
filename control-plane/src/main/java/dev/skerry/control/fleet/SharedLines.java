package dev.skerry.control.fleet;

import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Directive.Configure;
import dev.skerry.edge.sync.SyncCodec;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * Lines of directives: of a configuration, which may be large and is told to all, one copy for all
 * who are told the same. May be used by any thread.
 */
final class SharedLines {
  private @Nullable Written last;

  private record Written(Configure directive, SoftReference<byte[]> line) {}

  /** The line of a directive, which nobody may alter. */
  byte[] of(Directive directive) {
    return directive instanceof Configure configure
        ? shared(configure)
        : SyncCodec.write(directive);
  }

  private synchronized byte[] shared(Configure configure) {
    Written known = last;
    byte[] line = known == null || !known.directive().equals(configure) ? null : known.line().get();
    if (line == null) {
      line = SyncCodec.write(configure);
      last = new Written(configure, new SoftReference<>(line));
    }
    return line;
  }
}
