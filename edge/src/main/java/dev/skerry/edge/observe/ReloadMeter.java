package dev.skerry.edge.observe;

import java.util.concurrent.atomic.AtomicLong;

/** Counts how often the configuration was loaded, and tells which version is in force. */
public final class ReloadMeter {
  private final Gauges gauges;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean lastAccepted;
  private volatile long lastAcceptedMillis;
  private Gauges.Registration version = () -> {};

  public ReloadMeter(Gauges gauges) {
    this.gauges = gauges;
    String total = "skerry_config_reloads_total";
    String totalHelp = "Configurations that were loaded or refused.";
    gauges.registerCounter(total, totalHelp, Labels.of("result", "accepted"), accepted::get);
    gauges.registerCounter(total, totalHelp, Labels.of("result", "refused"), refused::get);
    gauges.register(
        "skerry_config_last_reload_successful",
        "Whether the newest configuration was accepted.",
        Labels.NONE,
        () -> lastAccepted ? 1 : 0);
    gauges.registerReal(
        "skerry_config_last_success_timestamp_seconds",
        "When the configuration in force was loaded, in seconds since 1970 UTC.",
        Labels.NONE,
        () -> lastAcceptedMillis / 1e3);
  }

  /**
   * A configuration came into force.
   *
   * @param name what its version is called, as a digest of the document
   * @param nowMillis since 1970 UTC
   */
  public synchronized void accepted(String name, long nowMillis) {
    version.close();
    version =
        gauges.register(
            "skerry_config_info",
            "Always 1; the label says which configuration is in force.",
            Labels.of("version", name),
            () -> 1);
    accepted.incrementAndGet();
    lastAcceptedMillis = nowMillis;
    lastAccepted = true;
  }

  /** A configuration was refused; the one before stays in force. */
  public void refused() {
    refused.incrementAndGet();
    lastAccepted = false;
  }
}
