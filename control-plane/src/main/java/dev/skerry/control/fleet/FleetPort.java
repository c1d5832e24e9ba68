package dev.skerry.control.fleet;

import dev.skerry.control.fleet.FleetCalls.Call;
import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Request;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What edges ask of the control plane, as a listener's handler: to join, for another certificate,
 * to be told what comes next, to report, and for what is in buckets and tables. Only who wants to join may
 * come without a certificate of the fleet's authority, and then gets 32 KiB to say so.
 */
final class FleetPort implements RequestHandler {
  private static final String FOLLOW = "/fleet/v1/follow";

  /** Content of calls that is being received, of all together. */
  private static final long MOST_CONTENT_BYTES = 64L << 20;

  private final FleetCalls calls;
  private final SharedLines lines = new SharedLines();
  private final Inbox inbox = new Inbox();
  private final AtomicLong content = new AtomicLong();
  private final FleetServer.OriginParts origin;

  /**
   * Answers by calls.
   *
   * @param origin what is asked of the origin
   */
  FleetPort(FleetCalls calls, FleetServer.OriginParts origin) {
    this.calls = calls;
    this.origin = origin;
  }

  @Override
  public String purpose() {
    return "edges";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    if (BucketOrigin.bucket(request.host()) != null) {
      return ofOrigin(origin.objects(), "buckets", request, viewer);
    }
    if (request.host().equals(DataOrigin.HOST)) {
      return ofOrigin(origin.data(), "tables and buckets", request, viewer);
    }
    String path = request.path();
    if (path.equals(FOLLOW) && request.method().equals("GET")) {
      FollowExchange follow = new FollowExchange(this, viewer);
      follow.begin(request.query());
      return follow;
    }
    Call call = Call.of(path);
    if (call == null) {
      return refuse(viewer, 404, "Not found", "edges join, renew, follow and report here");
    }
    if (!request.method().equals("POST")) {
      return refuse(viewer, 405, "Method not allowed", "expected POST");
    }
    CallExchange exchange = new CallExchange(this, call, viewer);
    exchange.begin(request);
    return exchange;
  }

  private ViewerEvents ofOrigin(
      @Nullable RequestHandler part, String what, Request request, ViewerStream viewer) {
    if (viewer.connection().certificate() == null) {
      return refuse(viewer, 403, "No certificate", "only an edge of this fleet may ask that");
    }
    return part == null
        ? refuse(
            viewer,
            503,
            "No origin",
            "this control plane has no "
                + what
                + ": it runs without --api, or another has their content")
        : part.begin(request, viewer);
  }

  private ViewerEvents refuse(ViewerStream viewer, int status, String title, String detail) {
    CallExchange exchange = new CallExchange(this, Call.JOIN, viewer);
    exchange.refuse(FleetReply.problem(status, title, detail));
    return exchange;
  }

  FleetCalls calls() {
    return calls;
  }

  SharedLines lines() {
    return lines;
  }

  Inbox inbox() {
    return inbox;
  }

  /** Takes room for content, if there is any. */
  boolean charge(int bytes) {
    if (content.addAndGet(bytes) <= MOST_CONTENT_BYTES) {
      return true;
    }
    content.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    content.addAndGet(-bytes);
  }
}
