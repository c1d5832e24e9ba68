package dev.skerry.control.sites;

import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the calls about handlers take and answer, as the admin API describes it. */
final class HandlerShapes {
  private HandlerShapes() {}

  @Describe("The handlers of the configuration that edges are to have.")
  record Handlers(
      @Describe("The configuration's version.") long version, List<HandlerShown> handlers) {}

  @Describe("A handler of the configuration.")
  record HandlerShown(
      String id,
      @Describe("How it is written, as `js`.") String kind,
      @Describe("The file of its source; null where the document itself has it.")
          @Nullable String file,
      @Describe("Of its code.") String sha256,
      @Describe("Of its code.") int bytes) {
    static HandlerShown of(String id, VersionHandlers.Code code) {
      return new HandlerShown(id, code.kind(), code.file(), code.sha256(), code.bytes());
    }
  }

  @Describe("Other code for a handler.")
  record NewCode(
      @Describe("The content of its source file, in base64.") String code,
      @Describe("Why.") @Bounds(max = 10_000) @Nullable String message,
      @Describe("How it is brought to the edges; to all at once if missing.")
          ConfigShapes.@Nullable Canaries rollout) {}

  @Describe("The code to go back to.")
  record CodeBack(
      @Describe("A version of the configuration that has it; that of the code before if missing.")
          @Bounds(min = 1)
          @Nullable Long version,
      @Describe("Why; says which version's code it is if missing.") @Bounds(max = 10_000)
          @Nullable String message) {}

  @Describe("A version of the configuration in which a handler's code changed.")
  record CodeVersion(
      long version,
      @Describe("Of its code; null where the handler is gone.") @Nullable String sha256,
      String author,
      String message,
      Instant at) {
    static CodeVersion of(Version version, VersionHandlers.@Nullable Code code) {
      return new CodeVersion(
          version.number(),
          code == null ? null : code.sha256(),
          version.author(),
          version.message(),
          version.at());
    }
  }

  @Describe("The versions in which a handler's code changed, from the newest.")
  record CodeVersions(
      List<CodeVersion> versions,
      @Describe("The version that edges are to have.") long current,
      @Describe("What to give as `before` to look further; null where nothing is left.")
          @Nullable Long next) {}
}
