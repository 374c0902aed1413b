import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

class Models {
  private readonly entries = new Map<string, Entry>();

  find(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.expiresAt <= Date.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return entry?.payload;
  }

  findBy(model: string, field: 'uid' | 'userCode', value: string) {
    for (const [key, entry] of this.entries) {
      if (key.startsWith(`${model}:`) && entry.payload[field] === value) {
        return this.find(key);
      }
    }
    return undefined;
  }

  put(key: string, payload: AdapterPayload, expiresIn: number | undefined) {
    const now = Date.now();
    for (const [other, entry] of this.entries) {
      if (entry.expiresAt <= now) {
        this.entries.delete(other);
      }
    }
    this.entries.set(key, {
      payload,
      expiresAt: expiresIn ? now + expiresIn * 1000 : Infinity,
    });
  }

  remove(key: string) {
    this.entries.delete(key);
  }

  removeGrant(grantId: string) {
    for (const [key, entry] of this.entries) {
      if (entry.payload.grantId === grantId) {
        this.entries.delete(key);
      }
    }
  }
}

/**
 * Storage of one realm. The library's own in-memory storage is shared by all providers of a process, so that a code of
 * one realm could be redeemed at another.
 */
export function createMemoryAdapter(): AdapterFactory {
  const models = new Models();
  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        models.put(keyOf(id), payload, expiresIn);
      },
      async find(id) {
        return models.find(keyOf(id));
      },
      async findByUid(uid) {
        return models.findBy(model, 'uid', uid);
      },
      async findByUserCode(userCode) {
        return models.findBy(model, 'userCode', userCode);
      },
      async consume(id) {
        const payload = models.find(keyOf(id));
        if (payload) {
          payload.consumed = Math.floor(Date.now() / 1000);
        }
      },
      async destroy(id) {
        models.remove(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        models.removeGrant(grantId);
      },
    };
  };
}
