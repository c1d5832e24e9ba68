package dev.skerry.edge.config.document;

import org.jspecify.annotations.Nullable;

/** A document as it may be shown: without secrets, references to the environment not resolved. */
public final class ShownDocument {
  private final @Nullable Object plain;

  ShownDocument(@Nullable Object plain) {
    this.plain = plain;
  }

  /** As JSON, indented. */
  public String json() {
    return Rendering.json(plain);
  }

  /** As YAML. */
  public String yaml() {
    return Rendering.yaml(plain);
  }
}
