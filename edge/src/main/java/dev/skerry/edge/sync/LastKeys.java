package dev.skerry.edge.sync;

import dev.skerry.edge.config.QueryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;

/**
 * By which policies the keys of what is on an edge's disk may have been made, in a file: synced,
 * and put in the place of the one before at once.
 */
public final class LastKeys {
  private static final Logger log = LoggerFactory.getLogger(LastKeys.class);

  private final Path file;

  /** Those of a folder of following, whether they are there or not. */
  public LastKeys(Path folder) {
    this.file = folder.resolve("keys");
  }

  /**
   * What is kept.
   *
   * @param layout tells the configuration that was in force last from others that make other keys
   * @param present its policies
   * @param former those of configurations before it
   */
  public record Kept(String layout, Set<QueryPolicy> present, Set<QueryPolicy> former) {
    /** Keeps copies. */
    public Kept {
      present = Set.copyOf(present);
      former = Set.copyOf(former);
    }
  }

  /**
   * What was kept; null for nothing, and for what cannot be read, which the log tells.
   *
   * @throws IOException if there is a file that may not be read
   */
  public @Nullable Kept read() throws IOException {
    if (Files.notExists(file)) {
      return null;
    }
    byte[] content = Files.readAllBytes(file);
    try {
      Members members = WireJson.read(content);
      Kept kept =
          new Kept(
              members.text("layout"), policies(members, "present"), policies(members, "former"));
      members.end();
      return kept;
    } catch (SyncException | IllegalArgumentException e) {
      log.error("{} is damaged; what is stored is purged", file, e);
      return null;
    }
  }

  private static Set<QueryPolicy> policies(Members members, String name) throws SyncException {
    Set<QueryPolicy> policies = new LinkedHashSet<>();
    for (Members one : members.objects(name)) {
      policies.add(
          new QueryPolicy(
              QueryPolicy.Mode.valueOf(one.text("mode")),
              one.texts("names", true),
              one.flag("sorted")));
      one.end();
    }
    return policies;
  }

  /** Keeps it instead of what was kept before; the folder is made if it is not there. */
  public void write(Kept kept) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      PrivateFile.folder(folder);
    }
    var object = WireJson.object().put("layout", kept.layout());
    write(kept.present(), object.putArray("present"));
    write(kept.former(), object.putArray("former"));
    PrivateFile.replace(file, WireJson.write(object));
  }

  private static void write(Set<QueryPolicy> policies, ArrayNode array) {
    for (QueryPolicy policy : List.copyOf(policies)) {
      ArrayNode names =
          array
              .addObject()
              .put("mode", policy.mode().name())
              .put("sorted", policy.sorted())
              .putArray("names");
      policy.names().forEach(names::add);
    }
  }
}
