package dev.skerry.control.fleet;

import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import dev.skerry.edge.sync.Report;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What edges and sites have served during the last ten minutes, made from what the edges count. May
 * be used by any thread.
 *
 * <p>Counters of another process than before begin anew, and count from zero; those of an edge that
 * has just come are of a time of which nothing is known, and count from what they are.
 */
public final class VitalsHistory implements ReportListener {
  /** Sites with a history of their own; the others count under {@link #OTHER}. */
  private static final int MOST_SITES = 200;

  private static final String OTHER = "_other";

  private final InstantSource clock;
  private final TrafficRing all = new TrafficRing();
  private final Map<String, TrafficRing> sites = new TreeMap<>();
  private final Map<String, TrafficRing> edges = new TreeMap<>();
  private final Map<String, EdgeVitals> last = new HashMap<>();

  /** A history of nothing. */
  public VitalsHistory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void reported(String edge, Report report) {
    if (report instanceof Report.Vitals(EdgeVitals vitals)) {
      add(edge, vitals);
    }
  }

  private synchronized void add(String edge, EdgeVitals now) {
    EdgeVitals before = last.put(edge, now);
    if (before == null) {
      return;
    }
    boolean sameProcess = before.startedAtMillis() == now.startedAtMillis();
    Map<String, SiteVitals> then = new HashMap<>();
    if (sameProcess) {
      before.sites().forEach(site -> then.put(site.site(), site));
    }
    long millis = clock.millis();
    Traffic ofAll = all.at(millis);
    Traffic ofEdge = edges.computeIfAbsent(edge, _ -> new TrafficRing()).at(millis);
    for (SiteVitals site : now.sites()) {
      SiteVitals start = then.getOrDefault(site.site(), nothing(site.site()));
      ofAll.add(site, start);
      ofEdge.add(site, start);
      ofSite(site.site()).at(millis).add(site, start);
    }
  }

  private static SiteVitals nothing(String site) {
    return new SiteVitals(site, 0, 0, 0, 0, 0, List.of());
  }

  private TrafficRing ofSite(String site) {
    TrafficRing known = sites.get(site);
    if (known != null) {
      return known;
    }
    String name = sites.size() < MOST_SITES ? site : OTHER;
    return sites.computeIfAbsent(name, _ -> new TrafficRing());
  }

  /** Forgets edges that are none of the fleet any more. */
  synchronized void retain(Collection<String> wanted) {
    edges.keySet().retainAll(wanted);
    last.keySet().retainAll(wanted);
  }

  /** What is served now, by all. */
  synchronized Figures present() {
    return all.present(clock.millis());
  }

  /** The last ten minutes of all, by slots of five seconds, the oldest first. */
  synchronized List<Figures> past() {
    return all.past(clock.millis());
  }

  /** What an edge serves now; null where nothing is known of it. */
  synchronized @Nullable Figures presentOf(String edge) {
    TrafficRing ring = edges.get(edge);
    return ring == null ? null : ring.present(clock.millis());
  }

  /** The last ten minutes of an edge; empty where nothing is known of it. */
  synchronized List<Figures> pastOf(String edge) {
    TrafficRing ring = edges.get(edge);
    return ring == null ? List.of() : ring.past(clock.millis());
  }

  /** What is served now, by the names of the sites. */
  synchronized Map<String, Figures> presentBySite() {
    Map<String, Figures> present = new TreeMap<>();
    sites.forEach((site, ring) -> present.put(site, ring.present(clock.millis())));
    return present;
  }

  /** The last ten minutes of a site; empty where nothing is known of it. */
  synchronized List<Figures> pastOfSite(String site) {
    TrafficRing ring = sites.get(site);
    return ring == null ? List.of() : ring.past(clock.millis());
  }
}
