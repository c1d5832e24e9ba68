package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudFront's guide says that functions find in runtime 2.0, and older ones in 1.0. */
class CloudFrontRuntimeTest {
  private static final Handlers HANDLERS = new Handlers();

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Buffer.from([1, 2, 3]).toString('hex') | 010203
          Buffer.from('aGk', 'base64url').toString() + Buffer.from('aGk=', 'base64') | hihi
          Buffer.from('0aZZ', 'hex').length | 1
          Buffer.from(new Uint8Array([104, 105]).buffer, 1, 1).toString() | i
          Buffer.from({ type: 'Buffer', data: [104] }).toString() | h
          Buffer.alloc(5, 'ab').toString() + Buffer.alloc(2).toString('hex') | ababa0000
          Buffer.byteLength('ü') + Buffer.byteLength('aGk=', 'base64') | 4
          Buffer.concat([Buffer.from('ab'), Buffer.from('cd')], 3).toString() | abc
          [Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.from('b').compare(Buffer.from('a'))].join() | -1,1
          [Buffer.isEncoding('UTF-8'), Buffer.isEncoding('x'), Buffer.isBuffer(Buffer.alloc(1))].join() | true,false,true
          (() => { const b = Buffer.alloc(4); Buffer.from('abc').copy(b, 1, 1); return b.toString('hex') })() | 00626300
          (() => { const b = Buffer.from('abcd'); b.slice(1, 3)[0] = 88; return b.toString() })() | aXcd
          [Buffer.from('abcabc').indexOf('ca'), Buffer.from('abcabc').lastIndexOf('bc'), Buffer.from('abc').includes(98), Buffer.from('abc').indexOf('x')].join() | 2,4,true,-1
          Buffer.from('hello').toString('utf8', 1, 3) | el
          (() => { const b = Buffer.alloc(4); return b.write('héllo', 1) + b.toString('hex') })() | 30068c3a9
          (() => { const b = Buffer.alloc(8); b.writeUInt16BE(258); b.writeInt32LE(-2, 4); return b.toString('hex') + b.readUInt16LE(0) + b.readInt32LE(4) })() | 01020000feffffff513-2
          (() => { const b = Buffer.alloc(6); b.writeUIntBE(0x010203, 0, 3); b.writeIntLE(-1, 3, 3); return b.toString('hex') + b.readUIntLE(0, 3) + ' ' + b.readIntBE(3, 3) })() | 010203ffffff197121 -1
          Buffer.from([0, 0, 128, 63]).readFloatLE(0) + Buffer.from('0001', 'hex').swap16().toString('hex') | 10100
          JSON.stringify(Buffer.from('a')) | {"type":"Buffer","data":[97]}
          String.bytesFrom('eyJhIjoxfQ', 'base64url') + String.bytesFrom([104, 105]) | {"a":1}hi
          'ü'.toUTF8().length + 'ü'.toUTF8().fromUTF8() + 'a'.toBytes() + 'b'.fromBytes() | 2üab
          JSON.stringify(require('querystring').parse('a=1&b=2&c=3', '&', '=', { maxKeys: 2 })) | {"a":"1","b":"2"}
          """)
  void itHas(String expression, String expected) throws HandlerProblem {
    Verdict.Respond made =
        HANDLERS.made(
            "function handler() { return { statusCode: 200, body: String(" + expression + ") }; }",
            Handlers.asking(Handlers.request("/")));
    assertThat(Handlers.text(made)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import crypto from 'crypto';",
        "import * as crypto from 'crypto';",
        "import { createHash } from 'crypto'; const crypto = { createHash };",
        "import {createHash as made} from \"crypto\"; const crypto = { createHash: made };",
      })
  void modulesAreImported(String line) throws HandlerProblem {
    String source =
        line
            + """

            async function handler(event) {
              event.request.uri = '/' + crypto.createHash('md5').update('abc').digest('hex');
              return event.request;
            }
            """;
    assertThat(HANDLERS.changed(source, Handlers.asking(Handlers.request("/"))).path())
        .isEqualTo("/900150983cd24fb0d6963f7d28e17f72");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cf.updateRequestOrigin({ domainName: 'eu.example.org', originPath: '/v2',"
            + " customHeaders: { 'X-Region': 'eu' }, timeouts: { readTimeout: 30 } })",
        "cf.selectRequestOriginById('eu.example.org', { originPath: '/v2',"
            + " customHeaders: { 'X-Region': 'eu' } })",
        "cf.createRequestOriginGroup({ originIds: [{ originId: 'eu.example.org', originPath: '/v2',"
            + " customHeaders: { 'x-region': 'eu' } }, { originId: 'us' }],"
            + " failoverCriteria: { statusCodes: [500] } })",
      })
  void anOriginIsAPoolOfTheDocument(String call) throws HandlerProblem {
    String source =
        "import cf from 'cloudfront';\nfunction handler(event) { "
            + call
            + "; return event.request; }";
    if (HANDLERS.run(source, Handlers.asking(Handlers.request("/a?b=c")))
        instanceof Verdict.ContinueWith go) {
      assertThat(go.directions().origin()).isEqualTo("eu.example.org");
      assertThat(go.request().path()).isEqualTo("/v2/a");
      assertThat(go.request().fields().first("x-region")).isEqualTo("eu");
    } else {
      throw new AssertionError("the request goes on");
    }
  }

  @Test
  void whatOneCallSaysOfAnOriginIsNotOfTheNext() throws HandlerProblem {
    String source =
        """
        import cf from 'cloudfront';
        function handler(event) {
          if (event.request.uri === '/a') cf.selectRequestOriginById('b');
          return event.request;
        }
        """;
    HANDLERS.deploy(Handlers.spec(source));
    assertThat(HANDLERS.call(Handlers.spec(source), Handlers.asking(Handlers.request("/a"))))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class, go -> assertThat(go.directions().origin()).isEqualTo("b"));
    assertThat(HANDLERS.call(Handlers.spec(source), Handlers.asking(Handlers.request("/c"))))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class, go -> assertThat(go.directions().origin()).isNull());
  }

  @Test
  void anOriginIsChosenAtViewerRequestAlone() throws HandlerProblem {
    String source =
        """
        import cf from 'cloudfront';
        function handler(event) { cf.selectRequestOriginById('b'); return event.response; }
        """;
    assertThat(HANDLERS.failure(source, Handlers.answering(Handlers.request("/"), 200)).message())
        .contains("origins are chosen at viewer-request");
  }
}
