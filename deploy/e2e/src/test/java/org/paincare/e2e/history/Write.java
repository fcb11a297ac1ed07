package org.paincare.e2e.history;

/**
 * One write that a client wanted, whatever number of requests it took.
 *
 * @param client who sent it
 * @param mark by which its effect is found again; no two writes of a kind share one
 * @param path where its effect can be read, once it is acknowledged
 */
public record Write(int client, Kind kind, String mark, String path) {

    public Write at(String address) {
        return new Write(client, kind, mark, address);
    }
}
