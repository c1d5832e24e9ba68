package dev.skerry.control.fleet;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.sync.ControlPlaneLink;
import dev.skerry.edge.sync.EdgeIdentity;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.FollowStatus;
import dev.skerry.edge.sync.Follower;
import dev.skerry.edge.sync.FollowingNode;
import dev.skerry.edge.sync.HttpControlPlane;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.JoiningFleet;
import dev.skerry.edge.sync.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All of an edge that follows, over TLS as in a process of its own, without a cache and viewers. It
 * comes to the first of its control planes that takes it.
 */
public final class LightEdge implements FollowingNode, AutoCloseable {
  private static final String NOTHING =
      "sites: [{hosts: ['*'], redirect: {to: 'https://www.example/'}}]\n";

  private final String name;
  private final List<HttpControlPlane> planes = new ArrayList<>();
  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final Follower follower;
  private volatile boolean refuses;
  private volatile Snapshot inForce = compiled(NOTHING);

  /**
   * Joins at the first control plane, and begins to follow.
   *
   * @param folder for what following keeps
   */
  public LightEdge(String name, String token, List<URI> controlPlanes, Path folder)
      throws IOException, InterruptedException {
    this.name = name;
    EdgeIdentity identity =
        JoiningFleet.join(controlPlanes.getFirst(), JoinToken.parse(token), name, folder);
    for (URI each : controlPlanes) {
      planes.add(new HttpControlPlane(each, identity, folder, InstantSource.system()));
    }
    this.follower =
        new Follower(
            new Follower.Setup(link(), this, purges, folder, "1", 1, InstantSource.system()), null);
    follower.start();
  }

  private ControlPlaneLink link() {
    return hello -> {
      IOException why = new IOException("no control plane");
      for (HttpControlPlane plane : planes) {
        try {
          return plane.open(hello);
        } catch (ControlPlaneLink.RevokedException e) {
          throw e;
        } catch (IOException e) {
          why = e;
        }
      }
      throw why;
    };
  }

  private static Snapshot compiled(String document) {
    return ((Compiled) new Bundle("a.yaml", document, Map.of(), Map.of()).compile()).snapshot();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How it follows. */
  public FollowStatus status() {
    return follower.status();
  }

  /** Has it refuse every configuration from now on. */
  public void refuse() {
    refuses = true;
  }

  @Override
  public List<String> apply(Compiled configuration) throws IOException {
    if (refuses) {
      throw new IOException("it does not like it");
    }
    inForce = configuration.snapshot();
    return List.of();
  }

  @Override
  public Snapshot inForce() {
    return inForce;
  }

  @Override
  public Set<String> keys(String url) {
    return Set.of(url);
  }

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public Report.Counted count(long question, Purge purge) {
    return new Report.Counted(question, 1, -1);
  }

  @Override
  public EdgeVitals vitals() {
    return new EdgeVitals(1, 1, "ready", 0, 0, 0, 0, 0, "", HandlerVitals.NONE, List.of());
  }

  @Override
  public void close() {
    planes.forEach(HttpControlPlane::close);
    follower.close();
  }
}
