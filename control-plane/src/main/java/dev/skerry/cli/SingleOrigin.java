package dev.skerry.cli;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that the command line alone makes: everything from one origin.
 *
 * @param url the origin's
 * @param forAll whether other edges are to have it, too
 */
record SingleOrigin(String url, boolean forAll) implements Configuration.DocumentSource {
  @Override
  public String name() {
    return "command line";
  }

  @Override
  public Compilation load() {
    return ConfigDocument.compileForOrigin(url);
  }

  @Override
  public @Nullable Bundle bundle() {
    return forAll
        ? new Bundle("command-line.json", ConfigDocument.forOrigin(url), Map.of(), Map.of())
        : null;
  }
}
