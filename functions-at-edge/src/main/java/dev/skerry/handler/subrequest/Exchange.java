package dev.skerry.handler.subrequest;

import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.Subrequests;
import dev.skerry.http.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its response. Runs on a thread that may wait; any other may cancel it. */
final class Exchange implements Subrequests.Running {
  private final Request request;
  private final byte @Nullable [] content;
  private final FetchHosts hosts;
  private final long mostOctets;
  private final Subrequests.Done done;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Connector connector;

  Exchange(
      Request request,
      byte @Nullable [] content,
      FetchHosts hosts,
      long mostOctets,
      Subrequests.Done done) {
    this.request = request;
    this.content = content;
    this.hosts = hosts;
    this.mostOctets = mostOctets;
    this.done = done;
    this.connector = new Connector(cancelled);
  }

  void run() {
    try (connector) {
      Socket socket = connector.connect(request.scheme(), Target.of(request), hosts);
      RequestHead.write(socket.getOutputStream(), request, content);
      ResponseReader reader =
          new ResponseReader(new BufferedInputStream(socket.getInputStream()), mostOctets);
      ResponseReader.Answer answer = reader.read(request.method());
      if (!cancelled.get()) {
        done.answered(answer.response(), answer.content());
      }
    } catch (IOException | RuntimeException e) {
      if (!cancelled.get()) {
        done.failed(message(e));
      }
    }
  }

  private static String message(Exception e) {
    return switch (e) {
      case Refused refused -> String.valueOf(refused.getMessage());
      case UnknownHostException _ -> "the name has no address";
      case SSLException _ -> "TLS: " + e.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public void cancel() {
    cancelled.set(true);
    connector.close();
  }
}
