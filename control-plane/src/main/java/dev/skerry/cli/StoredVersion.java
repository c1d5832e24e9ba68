package dev.skerry.cli;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that a control plane has kept, with which an edge in its process starts.
 *
 * @param version its number
 * @param kept what it is
 */
record StoredVersion(long version, Bundle kept) implements Configuration.DocumentSource {
  @Override
  public String name() {
    return "version " + version;
  }

  @Override
  public Compilation load() {
    return kept.compile();
  }

  @Override
  public @Nullable Bundle bundle() {
    return null; // the control plane has it
  }
}
