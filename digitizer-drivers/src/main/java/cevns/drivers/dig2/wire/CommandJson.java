package cevns.drivers.dig2.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests and replies as frames of the command connection: header and JSON text. Reading takes
 * missing and null keys, unknown keys and white space, and refuses numbers where a text must be.
 */
public final class CommandJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CommandJson() {}

    /** Takes the frames of a connection apart; what it hands on is the JSON text alone. */
    public static ChannelHandler frames() {
        return new LengthFieldBasedFrameDecoder(
                Dig2Frame.MAX_COMMAND + Dig2Frame.HEADER,
                0,
                8,
                Dig2Frame.HEADER - 8,
                Dig2Frame.HEADER);
    }

    /** The frame of a request; all six keys, sorted, as the reference client sends them. */
    public static byte[] frame(CommandRequest request) {
        return frame(
                json -> {
                    json.writeStringField("cmd", request.cmd());
                    json.writeNumberField("handle", request.handle());
                    texts(json, "multipleQuery", request.multipleQuery());
                    texts(json, "multipleValue", request.multipleValue());
                    json.writeStringField("query", request.query());
                    json.writeStringField("value", request.value());
                });
    }

    /** The frame of a reply. */
    public static byte[] frame(CommandReply reply) {
        return frame(
                json -> {
                    json.writeStringField("cmd", reply.cmd());
                    json.writeStringField("flag", reply.flag());
                    json.writeBooleanField("result", reply.result());
                    texts(json, "value", reply.value());
                });
    }

    /**
     * Reads a request.
     *
     * @param text the JSON text alone
     * @throws IOException if it is no JSON object or a key has a value of the wrong type
     */
    public static CommandRequest request(byte[] text) throws IOException {
        String cmd = "";
        String query = "";
        String value = "";
        long handle = 0;
        List<String> multipleQuery = List.of();
        List<String> multipleValue = List.of();
        try (JsonParser json = object(text)) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                switch (key(json)) {
                    case "cmd" -> cmd = orEmpty(text(json));
                    case "query" -> query = orEmpty(text(json));
                    case "value" -> value = orEmpty(text(json));
                    case "handle" -> handle = number(json);
                    case "multipleQuery" -> multipleQuery = texts(json);
                    case "multipleValue" -> multipleValue = texts(json);
                    default -> json.skipChildren();
                }
            }
        }
        return new CommandRequest(cmd, handle, query, multipleQuery, value, multipleValue);
    }

    /**
     * Reads a reply. A missing {@code result} is a failure, a missing {@code value} is empty.
     *
     * @param text the JSON text alone
     * @throws IOException if it is no JSON object or a key has a value of the wrong type
     */
    public static CommandReply reply(byte[] text) throws IOException {
        String cmd = "";
        String flag = null;
        boolean result = false;
        List<String> value = List.of();
        try (JsonParser json = object(text)) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                switch (key(json)) {
                    case "cmd" -> cmd = orEmpty(text(json));
                    case "flag" -> flag = text(json);
                    case "result" -> {
                        result = json.currentToken() == JsonToken.VALUE_TRUE;
                        json.skipChildren();
                    }
                    case "value" -> value = texts(json);
                    default -> json.skipChildren();
                }
            }
        }
        return new CommandReply(cmd, result, flag, value);
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] frame(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(new byte[Dig2Frame.HEADER]);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] frame = bytes.toByteArray();
        ByteBuffer.wrap(frame).putLong(0, frame.length - Dig2Frame.HEADER);
        return frame;
    }

    private static void texts(JsonGenerator json, String key, List<String> all) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : all) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static JsonParser object(byte[] text) throws IOException {
        JsonParser json = JSON.createParser(text);
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a JSON object is expected, " + json.currentToken() + " came");
        }
        return json;
    }

    /** The key at the parser, which then stands at its value. */
    private static String key(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.FIELD_NAME) {
            throw new IOException("the text ends inside its object");
        }
        String key = json.currentName();
        json.nextToken();
        return key;
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException(
                    json.currentName() + ": a text is expected, " + json.currentToken() + " came");
        }
        return json.getText();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static long number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IOException("handle: a whole number is expected, not " + json.getText());
        }
        return json.getLongValue();
    }

    private static List<String> texts(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException(
                    json.currentName() + ": a list is expected, " + json.currentToken() + " came");
        }
        List<String> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(orEmpty(text(json)));
        }
        return all;
    }
}
