package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.error.SchemaInvalid;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the documents within a document, so that a faulty one is found before it is used. */
final class Nested {
  private final Set<Class<?>> seen = new HashSet<>();
  private final Trail trail;

  private Nested(Trail trail) {
    this.trail = trail;
  }

  /** Notes what is wrong with the documents within this one, at any depth. */
  static void check(Document<?> document, Trail trail) {
    new Nested(trail).walk(document);
  }

  private void walk(Document<?> document) {
    if (seen.add(document.type())) {
      for (Component each : document.components()) {
        walk(each.codec(), trail.at(each.name()));
      }
    }
  }

  private void walk(@Nullable Codec codec, Trail there) {
    try {
      switch (codec) {
        case DocumentCodec document -> walk(document.document());
        case UnionCodec union -> union.cases().forEach(each -> walk(each, there));
        case ListCodec list -> walk(list.element(), there);
        case MapCodec map -> walk(map.element(), there);
        case TransformedCodec transformed -> walk(transformed.kept(), there);
        case null, default -> {}
      }
    } catch (SchemaInvalid e) {
      e.findings().forEach(finding -> there.at(finding.path()).found(finding.problem()));
    }
  }
}
