import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndexDefinitionVersion } from './index-definition-version.entity.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { QuestionnairesController } from './pages/questionnaires/questionnaires.controller.js';
import { Questionnaire } from './questionnaire.entity.js';
import { QuestionnairesQueries } from './questionnaires.queries.js';
import { QuestionnairesService } from './questionnaires.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Questionnaire, QuestionnaireVersion, IndexDefinitionVersion])],
  controllers: [QuestionnairesController],
  providers: [QuestionnairesService, QuestionnairesQueries],
  exports: [QuestionnairesService, QuestionnairesQueries],
})
export class QuestionnairesModule {}
