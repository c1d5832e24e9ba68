package dev.skerry.cli;

import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;

/**
 * The configuration that the command line alone makes: everything from one origin.
 *
 * @param url the origin's
 */
record SingleOrigin(String url) implements Configuration.DocumentSource {
  @Override
  public String name() {
    return "command line";
  }

  @Override
  public Compilation load() {
    return ConfigDocument.compileForOrigin(url);
  }
}
