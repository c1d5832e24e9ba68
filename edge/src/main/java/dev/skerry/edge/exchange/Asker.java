package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In whose name handlers ask: an exchange, at one of its hooks, or a schedule.
 *
 * @param loop on which others are asked
 * @param snapshot the configuration that counts
 * @param site the request's; null where there is none, and so no cache
 * @param requestId the exchange's name in logs
 * @param viewerAddress empty where there is none
 * @param cameThrough the lines of {@code CDN-Loop} (RFC 8586) of the request
 * @param read where it is noted what is read
 * @param madeOf the tags of the message that the hook is about, which its fields do not say; null
 *     if not all are known
 * @param latestPurge the number of the newest purge when nothing of that message was there yet
 */
record Asker(
    Services services,
    EventLoop loop,
    Snapshot snapshot,
    @Nullable Site site,
    String requestId,
    String viewerAddress,
    List<String> cameThrough,
    ReadTags read,
    @Nullable Collection<String> madeOf,
    long latestPurge) {
  private static final String BEHIND_SCHEME = "://";
  private static final String LOOP_FIELD = "cdn-loop";
  private static final String HOST_FIELD = "host";

  /** For a hook that is about to be called. */
  static Asker of(Exchange x, ReadTags read) {
    return new Asker(
        x.services,
        x.viewer.loop(),
        x.snapshot,
        x.site(),
        HandlerCalls.requestId(x.record),
        x.asking().address().getHostAddress(),
        x.request.fields().all(LOOP_FIELD),
        read,
        tags(x),
        x.latestPurge);
  }

  private static @Nullable Collection<String> tags(Exchange x) {
    return switch (x.answer) {
      case Answer.FromStore(StoredResponse stored, boolean _) -> stored.tags();
      case Answer.FromOrigin(Response _, boolean _, Fetch fetch) -> fetch.tags.passed();
      case Answer.Partial _ -> null;
      case Answer.Local _, Answer.Made _ -> List.of();
      case null -> List.of();
    };
  }

  /** The same at the origin's side. */
  static Asker of(Fetch fetch, Request request) {
    return new Asker(
        fetch.services,
        fetch.loop,
        fetch.plan.snapshot(),
        fetch.plan.site(),
        fetch.requestId(),
        fetch.plan.asking().address().getHostAddress(),
        request.fields().all(LOOP_FIELD),
        fetch.tags.read(),
        fetch.tags.besideFields(),
        fetch.latestPurge);
  }

  /** For a schedule, of which nothing is stored. */
  static Asker ofSchedule(Services services, EventLoop loop, String requestId) {
    return new Asker(
        services,
        loop,
        services.snapshot().get(),
        null,
        requestId,
        "",
        List.of(),
        new ReadTags(),
        List.of(),
        services.purges().latest());
  }

  /** A handler of the configuration, or null. */
  @Nullable HandlerSpec handler(String id) {
    for (HandlerSpec each : snapshot.handlers()) {
      if (each.id().equals(id)) {
        return each;
      }
    }
    return null;
  }

  /** Notes tags of what was read. */
  void note(Collection<String> tags) {
    read.add(tags);
  }

  /**
   * A request of a handler, which has come through what the handler's own has come through.
   *
   * @param url an absolute one, of which the fragment does not count
   * @throws DataException if it is none
   */
  Request request(String method, String url, Fields fields) {
    int scheme = url.indexOf(BEHIND_SCHEME);
    if (scheme <= 0) {
      throw new DataException("InvalidUrl", url + " is no absolute URL");
    }
    int start = scheme + BEHIND_SCHEME.length();
    int end = firstOf(url, start, "#");
    int path = Math.min(end, firstOf(url, start, "/?"));
    int question = Math.min(end, firstOf(url, path, "?"));
    Fields sent = fields.copy().remove(HOST_FIELD).remove(LOOP_FIELD);
    cameThrough.forEach(each -> sent.add(LOOP_FIELD, each));
    return new Request(
        method,
        url.substring(0, scheme),
        url.substring(start, path),
        path == question ? "/" : url.substring(path, question),
        question == end ? null : url.substring(question + 1, end),
        sent);
  }

  private static int firstOf(String text, int from, String characters) {
    for (int i = from; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
