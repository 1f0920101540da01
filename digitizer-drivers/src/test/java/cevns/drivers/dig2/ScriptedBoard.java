package cevns.drivers.dig2;

import static org.awaitility.Awaitility.await;

import cevns.drivers.dig2.wire.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A board with the nodes of table 2.7 and nothing else, on plain sockets; each test says what it
 * does wrong.
 */
final class ScriptedBoard implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("\"(cmd|query|value)\":\"([^\"]*)\"");

    /** Values by path, lower case. What is not here is refused. */
    final Map<String, String> values = new ConcurrentHashMap<>();

    /** All that was asked, as {@code cmd query=value}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Commands by name and the flag that each is answered with; "none" for null. */
    final Map<String, String> flags = new ConcurrentHashMap<>();

    /** Sends the marker of a clearing command before the answer, after it, or not at all. */
    volatile String markers = "after";

    /** What goes to the data connection between the answer to a clearing command and its marker. */
    volatile byte[] stale = new byte[0];

    /** What goes to the data connection behind the marker of arming: a signal starts the board. */
    volatile byte[] onArm = new byte[0];

    /** What goes to the data connection when the board is started, before the answer. */
    volatile byte[] onStart = new byte[0];

    /** What goes to the data connection when the board is told to stop. */
    volatile byte[] onStop = Wire.message(1, true, Wire.STOP_EXAMPLE);

    /** A path whose question is not answered. */
    volatile String silentAt = "nowhere";

    private final ServerSocket commands;
    private final ServerSocket data;
    private volatile Socket command;
    private volatile Socket stream;

    ScriptedBoard() throws IOException {
        commands = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        data = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        values.put("/par/numch", "4");
        values.put("/par/adc_samplrate", "500");
        values.put("/endpoint/raw/port", Integer.toString(data.getLocalPort()));
        values.put("/endpoint/par/activeendpoint", "raw");
        values.put("/par/maxrawdatasize", "2621440");
        values.put("/par/recordlengths", "8");
        for (int channel = 0; channel < 4; channel++) {
            values.put("/ch/" + channel + "/par/chenable", "True");
        }
        flags.put("armacquisition", "ARM");
        flags.put("swstartacquisition", "none");
        flags.put("swstopacquisition", "none");
        thread(() -> acceptData());
        thread(() -> acceptCommands());
    }

    int port() {
        return commands.getLocalPort();
    }

    /** Sends bytes on the data connection. */
    void send(byte[] bytes) throws IOException {
        // Its thread may still be about to take the connection.
        await().atMost(Duration.ofSeconds(30)).until(() -> stream != null);
        stream.getOutputStream().write(bytes);
    }

    void closeData() throws IOException {
        stream.close();
    }

    long times(String what) {
        return asked.stream().filter(a -> a.equals(what)).count();
    }

    private void acceptData() throws IOException {
        while (true) {
            Socket next = data.accept();
            next.getOutputStream().write(Wire.MARKER);
            stream = next;
        }
    }

    private void acceptCommands() throws IOException {
        while (true) {
            command = commands.accept();
            try {
                serve(command);
            } catch (IOException e) {
                // The driver has gone; it will come again.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            long length = in.readLong();
            in.readFully(new byte[24]);
            String json = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
            Map<String, String> keys = new TreeMap<>();
            Matcher key = KEY.matcher(json);
            while (key.find()) {
                keys.put(key.group(1), key.group(2));
            }
            answer(keys.get("cmd"), keys.get("query").toLowerCase(), keys.get("value"), json);
        }
    }

    private void answer(String cmd, String query, String value, String json) throws IOException {
        asked.add(cmd + " " + query + (value.isEmpty() ? "" : "=" + value));
        if (query.equals(silentAt)) {
            return;
        }
        switch (cmd) {
            case "connect" -> reply(cmd, true, null, "\"7\",\"10402\"");
            case "getChildHandles" -> reply(cmd, true, null, "\"41\",\"42\",\"43\"");
            case "getNodeProperties" ->
                    reply(
                            cmd,
                            true,
                            null,
                            json.contains("\"handle\":41")
                                    ? "\"par\",\"FOLDER\""
                                    : json.contains("\"handle\":42")
                                            ? "\"raw\",\"ENDPOINT\""
                                            : "\"scope\",\"ENDPOINT\"");
            case "getValue" -> get(cmd, query);
            case "setValue" -> {
                if (values.containsKey(query)) {
                    values.put(query, value);
                }
                get(cmd, query);
            }
            case "sendCommand" -> command(cmd, query.replace("/cmd/", ""));
            default -> reply(cmd, false, null, "\"unknown\"");
        }
    }

    private void get(String cmd, String query) throws IOException {
        String value = values.get(query);
        boolean known = value != null;
        String list = known ? "\"" + value + "\"" : "\"invalid path\"";
        reply(cmd, known, null, known && cmd.equals("setValue") ? "" : list);
    }

    private void command(String cmd, String name) throws IOException {
        String flag = flags.get(name);
        if (flag == null) {
            reply(cmd, false, null, "\"not now\"");
            return;
        }
        boolean clears = List.of("ARM", "CLEAR", "RESET").contains(flag);
        byte[] behind = name.equals("armacquisition") ? onArm : new byte[0];
        if (name.equals("swstartacquisition")) {
            send(onStart);
        }
        if (clears && markers.equals("before")) {
            send(Wire.join(stale, Wire.MARKER, behind));
        }
        reply(cmd, true, flag.equals("none") ? null : flag, "");
        if (clears && markers.equals("after")) {
            send(Wire.join(stale, Wire.MARKER, behind));
        }
        if (name.equals("swstopacquisition")) {
            send(onStop);
        }
    }

    private void reply(String cmd, boolean result, String flag, String list) throws IOException {
        String json =
                "{\"cmd\":\"%s\",\"flag\":%s,\"result\":%s,\"value\":[%s]}\n"
                        .formatted(cmd, flag == null ? "null" : "\"" + flag + "\"", result, list);
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[32 + text.length];
        ByteBuffer.wrap(frame).putLong(text.length).position(32).put(text);
        command.getOutputStream().write(frame);
    }

    private interface Server {
        void run() throws IOException;
    }

    private static void thread(Server server) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                server.run();
                            } catch (IOException e) {
                                // Closed: the test is over.
                            }
                        },
                        "scripted-board");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        data.close();
        for (Socket socket : new Socket[] {command, stream}) {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
