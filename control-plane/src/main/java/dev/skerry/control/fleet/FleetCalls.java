package dev.skerry.control.fleet;

import dev.skerry.control.fleet.JoinException.Kind;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.HelloForm;
import dev.skerry.edge.sync.Joining;
import dev.skerry.edge.sync.SyncCodec;
import dev.skerry.edge.sync.SyncException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the calls of edges, on threads that may block. */
final class FleetCalls {
  private static final Logger log = LoggerFactory.getLogger(FleetCalls.class);

  private final Membership membership;
  private final Fleet fleet;
  private final Sessions sessions;

  FleetCalls(Membership membership, Fleet fleet, Sessions sessions) {
    this.membership = membership;
    this.fleet = fleet;
    this.sessions = sessions;
  }

  /** The calls that are answered at once. */
  enum Call {
    JOIN("/fleet/v1/join", 32 << 10),
    RENEW("/fleet/v1/renew", 32 << 10),
    REPORT("/fleet/v1/report", 4 << 20);

    final String path;
    final int contentBytesMax;

    Call(String path, int contentBytesMax) {
      this.path = path;
      this.contentBytesMax = contentBytesMax;
    }

    static @Nullable Call of(String path) {
      for (Call call : values()) {
        if (call.path.equals(path)) {
          return call;
        }
      }
      return null;
    }

    /** Whether it is answered to who shows no certificate. */
    boolean isForStrangers() {
      return this == JOIN;
    }
  }

  /**
   * Answers a call.
   *
   * @param shown the caller's certificate, which the authority has issued; null for none
   */
  FleetReply answer(Call call, @Nullable X509Certificate shown, byte[] content) {
    try {
      return switch (call) {
        case JOIN -> join(content);
        case RENEW ->
            FleetReply.of(
                Joining.write(membership.renew(required(shown), Joining.renew(content).csr())));
        case REPORT -> report(required(shown), content);
      };
    } catch (JoinException e) {
      log.info("{}: refused: {}", call.path, e.getMessage());
      return FleetReply.of(e);
    } catch (SyncException e) {
      return FleetReply.problem(400, "Bad request", String.valueOf(e.getMessage()));
    }
  }

  private FleetReply join(byte[] content) throws JoinException, SyncException {
    Joining.Identity identity = membership.join(Joining.join(content));
    fleet.know(identity.edge());
    log.info("edge {} has joined", identity.edge());
    return FleetReply.of(Joining.write(identity));
  }

  private FleetReply report(X509Certificate shown, byte[] content)
      throws JoinException, SyncException {
    String edge = membership.authenticate(shown).edge();
    Session session = fleet.session(edge);
    if (session == null) {
      return FleetReply.problem(
          409, "Not connected", "the edge '" + edge + "' does not follow: it is to come first");
    }
    SyncCodec.reports(content).forEach(session::report);
    return FleetReply.DONE;
  }

  /**
   * Lets an edge come.
   *
   * @throws JoinException if it may not
   * @throws SyncException if it says wrongly what it has
   */
  Session follow(@Nullable X509Certificate shown, @Nullable String query)
      throws JoinException, SyncException {
    String edge = membership.authenticate(required(shown)).edge();
    Hello hello = HelloForm.read(query == null ? "" : query);
    Session session = sessions.open(edge, hello);
    try {
      Member _ = membership.authenticate(required(shown)); // may have been revoked meanwhile
      return session;
    } catch (JoinException e) {
      session.end("the edge was revoked");
      if (membership.find(edge).map(Member::revoked).orElse(true)) {
        fleet.dismiss(edge); // it came in again after it was let go
      }
      throw e;
    } catch (RuntimeException e) {
      session.end("whether the edge was revoked cannot be found out now");
      throw e;
    }
  }

  private static X509Certificate required(@Nullable X509Certificate shown) throws JoinException {
    if (shown == null) {
      throw new JoinException(
          Kind.REVOKED, "only an edge with a certificate of this fleet may ask for that");
    }
    return shown;
  }
}
