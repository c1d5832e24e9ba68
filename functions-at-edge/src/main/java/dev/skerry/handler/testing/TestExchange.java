package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Hook;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a handler is asked about, said step by step; a call ends it, and may be made again. */
public final class TestExchange {
  private final HandlerUnderTest handler;
  private final Request request;
  private Response response = new Response(200, new Fields());
  private String viewerAddress = EventFile.VIEWER;
  private String requestId = EventFile.REQUEST_ID;
  private @Nullable ByteBuffer content;

  TestExchange(HandlerUnderTest handler, String method, String target) {
    this.handler = handler;
    this.request = Messages.get(target).method(method);
  }

  /** Adds a field to the request; {@code host} is said in its own place. */
  public TestExchange header(String name, String value) {
    if (name.toLowerCase(Locale.ROOT).equals(FieldNames.HOST)) {
      return host(value);
    }
    Messages.add(request.fields(), name, value);
    return this;
  }

  /** The host that is asked, with its port if it is not the usual one; {@code example.com}. */
  public TestExchange host(String authority) {
    request.authority(authority);
    return this;
  }

  /** The scheme; {@code https} if nothing is said. */
  public TestExchange scheme(String scheme) {
    request.scheme(scheme);
    return this;
  }

  /** The viewer's address. */
  public TestExchange viewer(String address) {
    viewerAddress = address;
    return this;
  }

  /** The exchange's name in logs. */
  public TestExchange requestId(String id) {
    requestId = id;
    return this;
  }

  /** The status of the response that a response hook is called about; 200 if nothing is said. */
  public TestExchange status(int status) {
    response.status(status);
    return this;
  }

  /** Adds a field to the response that a response hook is called about. */
  public TestExchange responseHeader(String name, String value) {
    Messages.add(response.fields(), name, value);
    return this;
  }

  /** The content of the message that the hook is about, in UTF-8. */
  public TestExchange content(String text) {
    return content(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The content of the message that the hook is about. */
  public TestExchange content(byte[] octets) {
    content = ByteBuffer.wrap(octets.clone()).asReadOnlyBuffer();
    return this;
  }

  /** Calls the handler at {@link Hook#VIEWER_REQUEST}. */
  public Outcome viewerRequest() {
    return at(Hook.VIEWER_REQUEST);
  }

  /** Calls the handler at {@link Hook#ORIGIN_REQUEST}. */
  public Outcome originRequest() {
    return at(Hook.ORIGIN_REQUEST);
  }

  /** Calls the handler at {@link Hook#ORIGIN_RESPONSE}. */
  public Outcome originResponse() {
    return at(Hook.ORIGIN_RESPONSE);
  }

  /** Calls the handler at {@link Hook#VIEWER_RESPONSE}. */
  public Outcome viewerResponse() {
    return at(Hook.VIEWER_RESPONSE);
  }

  /** Calls the handler as another one does, at {@link Hook#FETCH}. */
  public Outcome fetch() {
    return at(Hook.FETCH);
  }

  /** Calls the handler at a hook. */
  public Outcome at(Hook hook) {
    boolean asks = hook.isAboutRequest();
    Request asked = request.copy().hasContent(asks && content != null);
    return handler.call(
        new HandlerEvent(
            hook, requestId, viewerAddress, asked, asks ? null : response.copy(), content));
  }
}
