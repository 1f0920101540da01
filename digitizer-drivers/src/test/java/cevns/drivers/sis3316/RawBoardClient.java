package cevns.drivers.sis3316;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;

/** A client of an emulated board that only knows bytes. */
final class RawBoardClient implements AutoCloseable {

    private final DatagramSocket socket;

    RawBoardClient(InetSocketAddress board) {
        try {
            socket = new DatagramSocket();
            socket.connect(board);
            socket.setSoTimeout(2000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next datagram; null when none comes. */
    byte[] receive() {
        DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Sends and gives the answer as hexadecimal digits. */
    String ask(String hex) {
        send(hex);
        return HexFormat.of().withUpperCase().formatHex(receive());
    }

    /** Waits only so long for what should not come. */
    void patience(int ms) {
        try {
            socket.setSoTimeout(ms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void grant() {
        send("11 10 00 00 00 01 00 00 00");
    }

    /** Reads a register. */
    int read(int address) {
        send("20 01 00 00" + word(address));
        return number(receive(), 3);
    }

    /** Writes a register; gives the status without its toggle bit. */
    int write(int address, int data) {
        send("21 02 00 00" + word(address) + word(data));
        return receive()[2] & 0x7F;
    }

    static String word(int value) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(value));
    }

    static int number(byte[] bytes, int at) {
        int value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    @Override
    public void close() {
        socket.close();
    }
}
