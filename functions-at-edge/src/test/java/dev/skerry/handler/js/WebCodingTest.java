package dev.skerry.handler.js;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Encodings of texts (Encoding Standard) and of octets (Compression Standard). */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class WebCodingTest {
  private final Expressions expressions;

  WebCodingTest(HandlerKind kind) {
    expressions = Expressions.of(kind);
  }

  /** Label, octets, the text in code points; what the decoders of §9 to §14 say of each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gb2312      | c4e3bac3           | 4f60 597d
          gb18030     | 8130813081308432   | 80 a0
          gb18030     | 9439da33           | 1f4a9
          gb18030     | 8135f437           | e7c7
          gb18030     | a8bc80             | 1e3f 20ac
          gb18030     | 8141ff813041813081 | 4e04 fffd fffd 30 41 fffd
          gbk         | 81300a             | fffd 30 a
          big5-hkscs  | a741a66e           | 4f60 597d
          big5        | 88628866           | ca 304 ca
          big5        | 8140ff81           | fffd 40 fffd fffd
          sjis        | 93fa967b835c       | 65e5 672c 30bd
          shift_jis   | b180f040815c8160   | ff71 80 e000 2015 ff5e
          shift_jis   | 8740ed40fa40fc4b   | 2460 7e8a 2170 9ed1
          shift_jis   | 8141a0e0ff         | 3001 fffd fffd
          x-euc-jp    | c6fccbdc8eb1       | 65e5 672c ff71
          euc-jp      | 8fb0a1ada1fcfc     | 4e02 2460 ffe4
          euc-jp      | 8e418f41a180       | fffd 41 fffd 41 fffd
          iso-2022-jp | 1b2442467c4b5c1b2842 | 65e5 672c
          iso-2022-jp | 1b284a5c7e1b28493141 | a5 203e ff71 ff81
          iso-2022-jp | 411b24421b284243   | 41 fffd 43
          iso-2022-jp | 1b410e             | fffd 41 fffd
          korean      | b0a1c7d1b1db       | ac00 d55c ae00
          euc-kr      | 8141c941c8         | ac02 fffd 41 fffd
          x-user-defined | 417f80ff        | 41 7f f780 f7ff
          latin6      | a1bdff             | 104 2015 138
          iso-8859-14 | a1d7ff             | 1e02 1e6a ff
          koi8-u      | aebe               | 45e 40e
          windows-1255 | ca                | 5ba
          x-mac-cyrillic | a2ff            | 490 20ac
          """)
  void octetsOfAnEncodingAreThisText(String label, String octets, String text)
      throws HandlerProblem {
    expressions.give(
        "(() => { const all = octets('%s'); const whole = new TextDecoder('%s').decode(all);"
                .formatted(octets, label)
            + " const decoder = new TextDecoder('%s'); let pieces = '';".formatted(label)
            + " for (const each of all) pieces += decoder.decode(new Uint8Array([each]), { stream:"
            + " true }); pieces += decoder.decode(); if (pieces !== whole) return 'pieces differ';"
            + " return Array.from(whole, (c) => c.codePointAt(0).toString(16)).join(' ') })()",
        text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ['gb2312', 'big5-hkscs', 'windows-31j', 'ks_c_5601-1987', 'X-USER-DEFINED'].map((l) => new TextDecoder(l).encoding).join() | gbk,big5,shift_jis,euc-kr,x-user-defined
          ['replacement', 'hz-gb-2312', 'iso-2022-kr', 'utf-7', ''].map((l) => thrown(() => new TextDecoder(l))).join() | RangeError,RangeError,RangeError,RangeError,RangeError
          thrown(() => new TextDecoder('sjis', { fatal: true }).decode(octets('81'))) + new TextDecoder('sjis', { fatal: true }).decode(octets('81'), { stream: true }) | TypeError
          Promise.all(['gzip', 'deflate', 'deflate-raw'].map(async (f) => new Response(new Blob(['abc'.repeat(100000)]).stream().pipeThrough(new CompressionStream(f)).pipeThrough(new DecompressionStream(f))).text().then((x) => x.length))).then(String) | 300000,300000,300000
          new Response(new Blob([octets('1f8b08080000000000036e00cb48cdc9c907008 6a6103605000000'.replace(' ', ''))]).stream().pipeThrough(new DecompressionStream('gzip'))).text() | hello
          rejected(new Response(new Blob(['hello']).stream().pipeThrough(new DecompressionStream('gzip'))).text()) | TypeError
          rejected(new Response(new Blob([octets('cb48cdc9c90700ff')]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text()) | TypeError
          rejected(new Response(new Blob([octets('cb48cd')]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text()) | TypeError
          rejected(new Response(new Blob([octets('789ccb48cdc9c90700062c0216')]).stream().pipeThrough(new DecompressionStream('deflate'))).text()) | TypeError
          new Response(new Blob([octets('789ccb48cdc9c90700062c0215')]).stream().pipeThrough(new DecompressionStream('deflate'))).text() | hello
          rejected((async () => { const s = new CompressionStream('gzip'); const w = s.writable.getWriter(); s.readable.getReader().read().catch(() => {}); await w.write('text') })()) | TypeError
          thrown(() => new CompressionStream()) + thrown(() => new DecompressionStream('br')) + thrown(() => CompressionStream('gzip')) | TypeErrorTypeErrorTypeError
          Object.prototype.toString.call(new CompressionStream('gzip')) + CompressionStream.length + Object.keys(CompressionStream.prototype) | [object CompressionStream]1readable,writable
          rejected(Promise.all(Array.from({ length: 40 }, () => { const c = new CompressionStream('gzip'); c.readable.getReader().read().catch(() => {}); return c.writable.getWriter().write(new Uint8Array(1)) }))) | TypeError
          """)
  void encodingsAndCompressionsDoAsTheirStandardsSay(String expression, String expected)
      throws HandlerProblem {
    expressions.give(expression, expected);
  }
}
