package cevns.drivers.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A serial line, or a pseudo-terminal. The port is found anew at each opening, for after a USB
 * adapter was pulled and put back its name may lead to another device. Nothing of the library's own
 * threads and listeners is used: a read tells that the device has gone.
 *
 * <p>XON/XOFF is done here. Were it left to the system, a stray XOFF among garbage would hold the
 * next write for ever, and with it the thread.
 */
public final class SerialLink implements ByteLink {

    /** The library rounds waits up to such steps, so a longer one is made of them [ms]. */
    private static final int WAIT_STEP_MS = 100;

    private static final byte XON = 0x11;
    private static final byte XOFF = 0x13;

    /** Longest that a device may hold us back [ms]. */
    private static final int HELD_MS = 500;

    private static final String PSEUDO_TERMINALS = "/dev/pts/";

    private static final int NO_SUCH_FILE = 2;
    private static final int PERMISSION_DENIED = 13;
    private static final int BUSY = 16;
    private static final int A_DIRECTORY = 21;
    private static final int NO_TERMINAL = 25;

    private final String path;
    private final SerialSettings settings;
    private SerialPort port;
    private boolean held;

    /**
     * Makes a link that is not open yet.
     *
     * @param path of the device: {@code /dev/ttyUSB0}, {@code /dev/serial/by-id/…}, {@code
     *     /dev/pts/3}
     */
    public SerialLink(String path, SerialSettings settings) {
        this.path = path;
        this.settings = settings;
    }

    @Override
    public void open() throws IOException {
        SerialPort fresh = find();
        configure(fresh);
        if (!fresh.openPort()) {
            throw new IOException("cannot open " + path + ": " + why(fresh.getLastErrorCode()));
        }
        port = fresh;
    }

    @Override
    public int read(byte[] into, int offset, int waitMs) throws IOException {
        int there = port.bytesAvailable();
        if (there < 0) {
            throw lost();
        }
        if (there == 0 && waitMs == 0) {
            return 0;
        }
        int n = port.readBytes(into, into.length - offset, offset);
        if (n < 0) {
            throw lost();
        }
        return settings.flow() == SerialSettings.Flow.XON_XOFF ? heeded(into, offset, n) : n;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (held) {
            awaitXon();
        }
        int done = 0;
        while (done < bytes.length) {
            byte[] rest = done == 0 ? bytes : Arrays.copyOfRange(bytes, done, bytes.length);
            int n = port.writeBytes(rest, rest.length);
            if (n <= 0) {
                throw lost();
            }
            done += n;
        }
    }

    @Override
    public void close() {
        if (port != null && port.isOpen()) {
            // What a silent device did not take would hold up the closing of a real line.
            port.flushIOBuffers();
            port.closePort();
        }
    }

    private SerialPort find() throws IOException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("cannot open " + path + ": " + why(NO_SUCH_FILE), e);
        } catch (LinkageError e) {
            throw new IOException(
                    "the serial library cannot be loaded from "
                            + System.getProperty("java.io.tmpdir")
                            + ": set -Djava.io.tmpdir to a directory that may be written and"
                            + " executed",
                    e);
        }
    }

    private void configure(SerialPort fresh) {
        // A pseudo-terminal knows eight bits without parity only; asked for others, it opens once
        // and not again.
        SerialSettings as =
                fresh.getSystemPortPath().startsWith(PSEUDO_TERMINALS)
                        ? SerialSettings.of8N1(settings.baud())
                        : settings;
        fresh.setComPortParameters(
                as.baud(),
                as.dataBits(),
                as.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
                switch (as.parity()) {
                    case NONE -> SerialPort.NO_PARITY;
                    case ODD -> SerialPort.ODD_PARITY;
                    case EVEN -> SerialPort.EVEN_PARITY;
                });
        fresh.setFlowControl(
                settings.flow() == SerialSettings.Flow.RTS_CTS
                        ? SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED
                        : SerialPort.FLOW_CONTROL_DISABLED);
        fresh.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, WAIT_STEP_MS, 0);
    }

    /** Takes XON and XOFF out of what came; the number of bytes left. */
    private int heeded(byte[] bytes, int offset, int count) {
        int kept = 0;
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == XON || bytes[i] == XOFF) {
                held = bytes[i] == XOFF;
            } else {
                bytes[offset + kept++] = bytes[i];
            }
        }
        return kept;
    }

    /** What comes in the meantime is older than the question that waits, and no answer to it. */
    private void awaitXon() throws IOException {
        byte[] stale = new byte[256];
        for (int waited = 0; held && waited < HELD_MS; waited += WAIT_STEP_MS) {
            read(stale, 0, WAIT_STEP_MS);
        }
        if (held) {
            throw new IOException(path + ": held back by XOFF for " + HELD_MS + " ms");
        }
    }

    private IOException lost() {
        return new IOException(path + ": the device has gone");
    }

    private static String why(int errno) {
        return switch (errno) {
            case NO_SUCH_FILE -> "no such device";
            case PERMISSION_DENIED -> "permission denied, is the user in the group dialout?";
            case BUSY -> "in use by another program";
            case A_DIRECTORY, NO_TERMINAL -> "it is no serial line";
            default -> "error " + errno;
        };
    }
}
