package cevns.drivers.dig2.emulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client written against the text of the protocol with plain sockets, to look at the emulated
 * board with other eyes than our driver's.
 */
final class RawClient implements AutoCloseable {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final int TIMEOUT_MS = 30_000;

    /** A reply; {@code text} is the whole JSON. */
    record Reply(boolean ok, String flag, List<String> value, String text) {
        String first() {
            return value.get(0);
        }
    }

    /** A message of the data connection. */
    record Message(int count, boolean aligned, byte[] payload) {
        boolean marker() {
            return payload.length == 0;
        }
    }

    private final Socket commands = new Socket();
    private final InetSocketAddress address;
    private Socket data;

    RawClient(InetSocketAddress address) throws IOException {
        this.address = address;
        commands.setSoTimeout(TIMEOUT_MS);
        commands.connect(address, TIMEOUT_MS);
    }

    Reply ask(String cmd, long handle, String query, String value) throws IOException {
        String json =
                "{\"cmd\":\"%s\",\"handle\":%d,\"multipleQuery\":[],\"multipleValue\":[],\"query\":\"%s\",\"value\":\"%s\"}"
                        .formatted(cmd, handle, query, value);
        return askText(json);
    }

    Reply askText(String json) throws IOException {
        send(json.getBytes(StandardCharsets.UTF_8));
        DataInputStream in = new DataInputStream(commands.getInputStream());
        long length = in.readLong();
        in.readFully(new byte[24]);
        byte[] text = new byte[Math.toIntExact(length)];
        in.readFully(text);
        return reply(new String(text, StandardCharsets.UTF_8));
    }

    void send(byte[] text) throws IOException {
        byte[] frame = new byte[32 + text.length];
        java.nio.ByteBuffer.wrap(frame).putLong(text.length).position(32).put(text);
        commands.getOutputStream().write(frame);
    }

    private static Reply reply(String text) {
        Matcher flag = Pattern.compile("\"flag\":\"(\\w+)\"").matcher(text);
        String list = text.substring(text.indexOf("\"value\":[") + 9, text.lastIndexOf(']'));
        List<String> values = new ArrayList<>();
        Matcher value = TEXT.matcher(list);
        while (value.find()) {
            values.add(value.group(1));
        }
        return new Reply(
                text.contains("\"result\":true"), flag.find() ? flag.group(1) : null, values, text);
    }

    String get(String path) throws IOException {
        Reply reply = ask("getValue", 0, path, "left over from before");
        if (!reply.ok()) {
            throw new IOException(path + ": " + reply.text());
        }
        return reply.first();
    }

    void set(String path, String value) throws IOException {
        Reply reply = ask("setValue", 0, path, value);
        if (!reply.ok()) {
            throw new IOException(path + ": " + reply.text());
        }
    }

    Reply command(String name) throws IOException {
        return ask("sendCommand", 0, "/cmd/" + name, "");
    }

    /** Opens a data connection as the board says where. */
    void openData() throws IOException {
        data = new Socket();
        data.setSoTimeout(TIMEOUT_MS);
        int port = Integer.parseInt(get("/endpoint/raw/port"));
        data.connect(new InetSocketAddress(address.getAddress(), port), TIMEOUT_MS);
    }

    Message message() throws IOException {
        return message(data);
    }

    static Message message(Socket from) throws IOException {
        DataInputStream in = new DataInputStream(from.getInputStream());
        long size = in.readLong();
        int count = in.readInt();
        boolean aligned = in.readByte() == 1;
        in.readFully(new byte[19]);
        byte[] payload = new byte[Math.toIntExact(size)];
        in.readFully(payload);
        return new Message(count, aligned, payload);
    }

    Socket data() {
        return data;
    }

    Socket commands() {
        return commands;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        if (data != null) {
            data.close();
        }
    }
}
