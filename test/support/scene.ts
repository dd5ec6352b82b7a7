import type { TestContext } from 'node:test';
import { findIllness } from '../../src/demo/illnesses.ts';
import { readScene, type Scene, startScene } from '../../src/demo/scene.ts';
import { parseSections } from '../../src/demo/sections.ts';

/** A scene that lasts as long as the test, with the variables a test most often needs. */
export interface TestScene extends Scene {
  readonly port: string;
  readonly ca: string;
}

/** Starts servers from the text of a dialogue file's sections. */
export function sceneOf(t: TestContext, text: string): Promise<TestScene> {
  return raise(t, startScene(readScene(parseSections(text).sections)));
}

/** Starts a server that plays this dialogue. */
export function serverOf(t: TestContext, dialogue: string): Promise<TestScene> {
  return sceneOf(t, `-- server --\n${dialogue}\n`);
}

/** Starts the servers of an illness. */
export async function illnessOf(t: TestContext, name: string): Promise<TestScene> {
  return raise(t, startScene(await findIllness(name)));
}

async function raise(t: TestContext, starting: Promise<Scene>): Promise<TestScene> {
  const scene = await starting;
  t.after(() => scene.close());
  const { variables } = scene;
  return { ...scene, port: variables.get('PORT') ?? '', ca: variables.get('CA') ?? '' };
}
