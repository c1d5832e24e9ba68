package dev.skerry.loadtest.terminal;

import picocli.CommandLine.Option;

/** The options of how often and how long each is measured. */
public final class RoundsOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured. Default: ${DEFAULT-VALUE}",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long one measurement takes. Default: ${DEFAULT-VALUE}",
      defaultValue = "5")
  private int seconds;

  /** Refuses what cannot be measured. */
  public void check() {
    if (rounds < 1 || seconds < 1) {
      throw Stop.usage("--rounds and --seconds are at least 1");
    }
  }

  /** How often each is measured. */
  public int rounds() {
    return rounds;
  }

  /** How long one measurement takes. */
  public int seconds() {
    return seconds;
  }
}
