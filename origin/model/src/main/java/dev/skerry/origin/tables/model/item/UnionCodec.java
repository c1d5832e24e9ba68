package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The form of a sealed interface of records: the record's form, with its simple name as the
 * attribute {@value #NAME}.
 */
record UnionCodec(List<DocumentCodec> cases) implements Codec {
  static final String NAME = "@type";

  @Override
  public String type() {
    return "M";
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    Map<String, AttributeValue> kept = new HashMap<>(of(value).encode(value, trail).m());
    kept.put(NAME, AttributeValue.fromS(value.getClass().getSimpleName()));
    return AttributeValue.fromM(kept);
  }

  private DocumentCodec of(Object value) {
    return Objects.requireNonNull(named(value.getClass().getSimpleName()));
  }

  private @Nullable DocumentCodec named(@Nullable String name) {
    for (DocumentCodec each : cases) {
      if (each.record().getSimpleName().equals(name)) {
        return each;
      }
    }
    return null;
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    @Nullable AttributeValue name = kept.hasM() ? kept.m().get(NAME) : null;
    @Nullable DocumentCodec found = name == null ? null : named(name.s());
    if (found == null) {
      List<String> names = cases.stream().map(each -> each.record().getSimpleName()).toList();
      trail.found("must be a document whose " + NAME + " is one of " + names);
      return null;
    }
    return found.decode(kept, trail);
  }

  @Override
  public Object complete(Object value, Instant now, Trail trail) {
    return of(value).complete(value, now, trail);
  }
}
